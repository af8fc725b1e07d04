"""Nobody but invented people comes in with a password alone."""

import re
import time
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from caseward.accounts import commands
from caseward.accounts.models import User
from tests import cast, roles, told


pytestmark = pytest.mark.django_db

OWN = "otter under grey bridges"
HOME = "/account/"


def code_of(secret: str, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def invited(username: str = "wren") -> str:
    """Open an account for a real person; the one-time password comes back."""
    with cast.acting("sam") as ctx:
        ctx.key = uuid4()
        commands.create_account(ctx, username=username, name="Wren Calder")
        return commands.one_time_password(ctx)


def sign_in(client: Client, password: str, username: str = "wren") -> Any:
    return client.post("/sign-in/", {"login": username, "password": password}, follow=True)


def choose_password(client: Client) -> Any:
    typed = {"new_password": OWN, "new_password_again": OWN}
    return client.post("/account/first-password/", typed, follow=True)


def add_app(client: Client, run_callbacks: Any) -> str:
    """Enrol an authenticator app; its secret comes back."""
    page = client.get("/account/second-factor/app/add/").content.decode()
    [secret] = re.findall(r"<code>([A-Z2-7]{32})</code>", page)
    with run_callbacks(execute=True):
        answer = client.post("/account/second-factor/app/add/", {"code": code_of(secret, steps=-1)})
    assert answer.status_code == 302, answer.content.decode()
    return str(secret)


@pytest.fixture
def enrolled(django_capture_on_commit_callbacks: Any) -> tuple[Client, str]:
    """A real person who has come in for the first time, and the secret of her app."""
    client = Client()
    sign_in(client, invited())
    choose_password(client)
    return client, add_app(client, django_capture_on_commit_callbacks)


def wren() -> User:
    return User.objects.get(username="wren")


def test_a_one_time_password_opens_only_the_page_that_replaces_it() -> None:
    client = Client()
    answer = sign_in(client, invited())

    assert answer.redirect_chain[-1][0] == "/account/first-password/"
    for address in (HOME, "/account/confirm/", "/account/second-factor/app/add/", "/account/password/"):
        assert client.get(address).headers["Location"] == "/account/first-password/", address


def test_until_then_the_person_has_no_identity_in_the_database() -> None:
    client = Client()
    sign_in(client, invited())

    with roles.owner():
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("select count(*) from sec.session where user_id = %s", [wren().pk])
            assert cursor.fetchone() == (0,)


def test_after_the_password_comes_the_second_factor_before_anything_else() -> None:
    client = Client()
    sign_in(client, invited())
    answer = choose_password(client)

    assert answer.redirect_chain[-1][0] == "/account/first-second-factor/"
    assert wren().invited_until is None
    for address in (HOME, "/account/confirm/", "/account/first-password/", "/account/second-factor/"):
        assert client.get(address).headers["Location"] == "/account/first-second-factor/", address


def test_signing_in_again_still_asks_for_the_second_factor_first() -> None:
    client = Client()
    sign_in(client, invited())
    choose_password(client)

    assert sign_in(Client(), OWN).redirect_chain[-1][0] == "/account/first-second-factor/"


def test_a_lapsed_one_time_password_opens_nothing() -> None:
    password = invited()
    with roles.owner():
        User.objects.filter(username="wren").update(invited_until=cast.NOW.replace(year=2020))

    assert "The user name or the password is not right." in sign_in(Client(), password).content.decode()


def test_adding_an_app_opens_the_door_under_a_new_session_id(django_capture_on_commit_callbacks: Any) -> None:
    client = Client()
    sign_in(client, invited())
    choose_password(client)
    before = client.cookies["session"].value
    add_app(client, django_capture_on_commit_callbacks)

    assert client.cookies["session"].value != before
    assert client.get(HOME).status_code == 200
    assert {"user_id": str(wren().pk), "factor": "totp"} in told.facts("account.factor-added")


def test_recovery_codes_are_shown_once(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    first = client.get("/account/second-factor/codes/").content.decode()
    second = client.get("/account/second-factor/codes/").content.decode()

    codes = re.findall(r"<code>(\d{8})</code>", first)
    assert len(codes) == 10
    assert not any(code in second for code in codes)


def test_the_next_sign_in_asks_for_a_code(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    client = Client()
    assert sign_in(client, OWN).redirect_chain[-1][0] == "/sign-in/code/"
    assert client.get(HOME).status_code == 302
    client.post("/sign-in/code/", {"code": code_of(secret)})

    assert client.get(HOME).status_code == 200
    assert told.facts("account.signed-in")[-1]["factor"] == "totp"


def test_a_code_opens_the_door_once(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    code, first, second = code_of(secret), Client(), Client()
    sign_in(first, OWN)
    first.post("/sign-in/code/", {"code": code})
    # allauth's own memory of used codes is shorter than the life of a code.
    cache.delete(f"allauth.mfa.totp.used?user={wren().pk}&code={code}")

    sign_in(second, OWN)
    answer = second.post("/sign-in/code/", {"code": code})

    assert "The code is not right." in answer.content.decode()
    assert (first.get(HOME).status_code, second.get(HOME).status_code) == (200, 302)


def test_the_code_that_enrolled_the_app_is_spent(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    client = Client()
    sign_in(client, OWN)

    assert (
        "The code is not right."
        in client.post("/sign-in/code/", {"code": code_of(secret, steps=-1)}).content.decode()
    )


def test_wrong_codes_are_told_and_close_the_second_door(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    client = Client()
    sign_in(client, OWN)
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    answer = client.post("/sign-in/code/", {"code": code_of(secret)})

    assert "Too many wrong passwords or codes" in answer.content.decode()
    failed = told.facts("account.sign-in-failed")
    assert failed[0] == {"user_id": str(wren().pk), "stage": "second-factor"}


def test_a_recovery_code_opens_the_door_once(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    [code, *_rest] = re.findall(
        r"<code>(\d{8})</code>", client.get("/account/second-factor/codes/").content.decode()
    )
    came_in = []
    for _ in range(2):
        other = Client()
        sign_in(other, OWN)
        other.post("/sign-in/code/", {"code": code})
        came_in.append(other.get(HOME).status_code)

    assert came_in == [200, 302]


def test_the_secret_is_encrypted_in_the_table(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    stored = Authenticator.objects.get(user=wren(), type=Authenticator.Type.TOTP)

    assert secret not in str(stored.data)


def test_the_last_second_factor_cannot_be_removed(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    client.post("/account/confirm/", {"password": OWN})
    page = client.post("/account/second-factor/app/remove/").content.decode()

    assert "This is your only second factor." in page
    assert Authenticator.objects.filter(user=wren(), type=Authenticator.Type.TOTP).exists()


def test_the_last_security_key_cannot_be_removed(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    Authenticator.objects.filter(user=wren()).delete()
    security_key = Authenticator.objects.create(
        user=wren(), type="webauthn", data={"name": "blue key", "credential": {}}
    )
    client.post("/account/confirm/", {"password": OWN})
    answer = client.post(f"/account/second-factor/keys/{security_key.pk}/remove/")

    assert answer.status_code == 403
    assert "This is your only second factor." in answer.content.decode()


def test_changing_factors_asks_again_who_it_is(enrolled: tuple[Client, str]) -> None:
    _client, secret = enrolled
    client = Client()
    sign_in(client, OWN)
    client.post("/sign-in/code/", {"code": code_of(secret)})

    answer = client.get("/account/second-factor/keys/add/")

    assert answer.headers["Location"].startswith("/account/confirm/")


def test_an_administrator_can_send_somebody_back_to_the_beginning(enrolled: tuple[Client, str]) -> None:
    client, _secret = enrolled
    with cast.acting("sam") as ctx:
        commands.remove_second_factors(ctx, user_id=wren().pk, version=wren().version)

    assert client.get(HOME).status_code == 302
    assert sign_in(Client(), OWN).redirect_chain[-1][0] == "/account/first-second-factor/"


def test_invented_people_come_in_with_a_password_alone() -> None:
    assert cast.browser("priya").get(HOME).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/account/second-factor/",
        "/account/second-factor/app/remove/",
        "/account/second-factor/keys/add/",
        "/account/second-factor/codes/",
        "/account/second-factor/codes/new/",
        "/account/password/",
        "/account/confirm/",
        "/account/confirm/code/",
    ],
)
def test_every_page_of_ones_account_opens(enrolled: tuple[Client, str], address: str) -> None:
    client, _secret = enrolled
    client.post("/account/confirm/", {"password": OWN})
    page = client.get(address)

    assert page.status_code == 200, page
    assert not re.search(r"<script(?![^>]*src=)|style=", page.content.decode())


def test_somebody_elses_security_key_is_not_there() -> None:
    theirs = Authenticator.objects.create(
        user=cast.person("omar"), type="webauthn", data={"name": "k", "credential": {}}
    )
    client = cast.browser("priya")
    client.post("/account/confirm/", {"password": cast.PASSWORD})

    assert client.get(f"/account/second-factor/keys/{theirs.pk}/remove/").status_code == 404


@pytest.mark.parametrize("address", ["/account/first-password/", "/account/first-second-factor/"])
def test_the_first_things_are_done_once(address: str) -> None:
    assert cast.browser("priya").get(address).headers["Location"] == "/"
