"""A newcomer's first day, a security key, and every page of the door looked at: a real browser and real commits."""

import re
import time
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from caseward.accounts import commands
from tests import cast
from tests.browser import PHONE, OpenPage, Watched, sideways, violations


pytestmark = [pytest.mark.journey, pytest.mark.commits, pytest.mark.usefixtures("real_commits")]

OWN = "otter under grey bridges"


def invited() -> str:
    with cast.acting("sam") as ctx:
        ctx.key = uuid4()
        commands.create_account(ctx, username="wren", name="Wren Calder")
        return commands.one_time_password(ctx)


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def code_of(page: Page) -> str:
    secret = page.locator("code").inner_text()
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def is_sound(watched: Watched) -> None:
    assert violations(watched.page) == []
    assert sideways(watched.page) == 0
    assert watched.complaints == []


@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["wide", "narrow"])
def test_a_newcomer_comes_in(open_page: OpenPage, served: str, size: tuple[int, int]) -> None:
    password = invited()
    with open_page(size=size) as watched:
        page = watched.page
        page.goto(f"{served}/account/")
        is_sound(watched)
        sign_in(page, "wren", password)

        expect(page.get_by_role("heading", name="Choose a password")).to_be_visible()
        is_sound(watched)
        page.get_by_label("New password").fill(OWN)
        page.get_by_label("The same again").fill(OWN)
        page.get_by_role("button", name="Continue").click()

        expect(page.get_by_role("heading", name="Add a second factor")).to_be_visible()
        is_sound(watched)
        page.get_by_role("link", name="An authenticator app").click()

        expect(page.get_by_role("img")).to_be_visible()
        assert page.get_by_role("img").evaluate("picture => picture.naturalWidth") > 0
        is_sound(watched)
        page.get_by_label("Code").fill(code_of(page))
        page.get_by_role("button", name="Add the app").click()

        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
        assert len(re.findall(r"\b\d{8}\b", page.locator("main").inner_text())) == 10
        is_sound(watched)
        page.goto(f"{served}/account/")
        expect(page.get_by_text("You have no access to any records.")).to_be_visible()
        is_sound(watched)


def security_key(page: Page) -> None:
    """Plug a key into the browser that answers by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def come_in_with_a_key(page: Page, house: str, password: str) -> None:
    """The newcomer's first sign-in, with a key instead of an app."""
    page.goto(f"{house}/account/")
    sign_in(page, "wren", password)
    page.get_by_label("New password").fill(OWN)
    page.get_by_label("The same again").fill(OWN)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="A security key").click()
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_security_key_opens_the_door(open_page: OpenPage, served: str) -> None:
    password, house = invited(), served.replace("127.0.0.1", "localhost")
    with open_page() as watched:
        page = watched.page
        security_key(page)
        come_in_with_a_key(page, house, password)

        page.goto(f"{house}/account/")
        page.get_by_text("Wren Calder").first.click()
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_role("heading", name="You have signed out")).to_be_visible()
        is_sound(watched)

        page.goto(f"{house}/account/second-factor/")
        sign_in(page, "wren", OWN)
        expect(page.get_by_role("heading", name="Your second factor", exact=True)).to_be_visible()
        is_sound(watched)
        page.get_by_role("button", name="Use a security key").click()
        expect(page.get_by_role("heading", name="Your second factors")).to_be_visible()
        expect(page.get_by_role("link", name="Remove Blue key")).to_be_visible()
        is_sound(watched)


def test_a_wrong_password_is_said_without_saying_which(open_page: OpenPage, served: str) -> None:
    with open_page(scripts=False) as watched:
        watched.page.goto(f"{served}/sign-in/")
        sign_in(watched.page, "priya", "a wrong password")

        expect(watched.page.get_by_role("alert")).to_contain_text(
            "The user name or the password is not right."
        )
        is_sound(watched)


@pytest.mark.parametrize(
    "address",
    ["/account/", "/account/password/", "/account/confirm/", "/account/second-factor/", "/signed-out/"],
)
@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["wide", "narrow"])
def test_the_pages_of_ones_account_are_sound(
    open_page: OpenPage, served: str, address: str, size: tuple[int, int]
) -> None:
    with open_page(size=size) as watched:
        watched.page.goto(f"{served}/account/")
        sign_in(watched.page, "priya", cast.PASSWORD)
        with cast.acting("priya"):  # a second session in the list
            watched.page.goto(served + address)
        is_sound(watched)
