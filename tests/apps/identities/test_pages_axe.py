"""Every page of custodians in a real browser, wide and narrow, with scripts and without: nothing for axe to find."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from caseward.identities import commands
from tests import cast, moments
from tests.apps.identities import given
from tests.browser import DESKTOP, PHONE, OpenPage, sideways, violations


pytestmark = [pytest.mark.journey, pytest.mark.commits, pytest.mark.usefixtures("real_commits")]

# Where to leave pictures of what was opened, for whoever wants to look.
PICTURES = os.environ.get("CASEWARD_PICTURES", "")


def pages_of_ada() -> dict[str, str]:
    """Links and openings in every state, and the page of each thing that Ada can do."""
    refused, open_one = given.made(), given.made()
    opening_id = given.asked(refused)
    with cast.acting("ada", now=moments.real_now()) as ctx:
        commands.refuse_opening(ctx, opening_id=opening_id, words="The court has withdrawn its question.")
    asked = given.asked(refused)
    given.asked(open_one, now=given.ago(hours=2), words="An officer of her unit meets her on Thursday.")
    opened = given.approved(open_one)
    waiting = given.proposed(given.two_records())
    ending = given.questioned(refused)
    return {
        "list": reverse("identities:list"),
        "propose": reverse("identities:propose"),
        "confirm": reverse("identities:confirm", args=[waiting]),
        "proposed": reverse("identities:link", args=[waiting]),
        "link": reverse("identities:link", args=[refused]),
        "ask": reverse("identities:ask", args=[given.made()]),
        "answer": reverse("identities:answer", args=[refused, asked]),
        "question": reverse("identities:question", args=[open_one]),
        "end": reverse("identities:end", args=[refused, ending]),
        "opened": reverse("identities:opened", args=[open_one, opened]),
        "close": reverse("identities:close", args=[open_one, opened]),
    }


def sign_in(page: Page, served: str, who: str) -> None:
    page.goto(f"{served}/sign-in/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{served}/")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_pages_of_custodians_hold_up_in_a_browser(
    open_page: OpenPage, served: str, size: tuple[int, int]
) -> None:
    pages = pages_of_ada()
    found: list[str] = []
    with open_page(size=size) as watched:
        sign_in(watched.page, served, "ada")
        for name, url in pages.items():
            answer = watched.page.goto(f"{served}{url}")
            assert answer is not None
            if PICTURES:
                watched.page.screenshot(path=str(Path(PICTURES) / f"{name}-{size[0]}.png"), full_page=True)
            found += [f"{name}: status {answer.status}"] * (answer.status != 200)
            found += [f"{name}: {each}" for each in violations(watched.page)]
            found += [f"{name}: {sideways(watched.page)}px too wide"] * (sideways(watched.page) > 0)
        found += watched.complaints

    assert found == []


def test_a_link_is_made_and_opened_without_scripts(open_page: OpenPage, served: str) -> None:
    records = given.two_records()
    earlier, later = given.references(*records)
    with open_page(scripts=False) as cleo, open_page(size=PHONE, scripts=False) as ada:
        sign_in(cleo.page, served, "cleo")
        sign_in(ada.page, served, "ada")
        typed(cleo.page, f"{served}/identity-links/make/", earlier, later)
        cleo.page.get_by_role("button", name="Propose the link").click()
        cleo.page.get_by_role("heading", name="Asked for").wait_for()
        link = cleo.page.url
        typed(ada.page, f"{link}confirm/", later, earlier)
        ada.page.get_by_role("button", name="Confirm the link").click()
        ada.page.get_by_text("not the two references that were typed first").wait_for()
        typed(ada.page, f"{link}confirm/", earlier, later)
        ada.page.get_by_role("button", name="Confirm the link").click()
        ask(ada.page)
        cleo.page.goto(link)
        cleo.page.get_by_role("link", name="Answer").click()
        cleo.page.get_by_label("Open it for both of us").check()
        cleo.page.get_by_role("button", name="Record my answer").click()
        cleo.page.get_by_text(earlier).wait_for()
        cleo.page.get_by_role("button", name="Close it now").click()
        cleo.page.get_by_text("closed early").wait_for()
        assert earlier not in cleo.page.content()


def ask(page: Page) -> None:
    page.get_by_role("button", name="Ask to open it").click()
    page.get_by_label("A court or a prosecutor has to be answered").check()
    page.get_by_label("Why now, and who asked for it").fill(given.WORDS)
    page.get_by_role("button", name="Ask").click()
    page.get_by_text(given.WORDS).wait_for()


def typed(page: Page, url: str, earlier: str, later: str) -> None:
    page.goto(url)
    page.get_by_label("Reference of the earlier identity").fill(earlier)
    page.get_by_label("Reference of the later identity").fill(later)
