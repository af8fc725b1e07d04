"""Signing in and out over HTTP, and the life of a session."""

import re
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory

from caseward.accounts import commands
from caseward.accounts.entrance import backend, opening
from caseward.accounts.models import User
from caseward.foundation.access import actors, identity, sessions
from caseward.ui.requests import Signed
from tests import cast, moments, roles, told


pytestmark = pytest.mark.django_db

ACCOUNT = "/account/"


def try_password(client: Client, name: str, password: str) -> Any:
    return client.post("/sign-in/", {"login": name, "password": password})


def is_in(client: Client) -> bool:
    answer = client.get(ACCOUNT)
    assert answer.status_code in {200, 302}
    return bool(answer.status_code == 200)


def key(client: Client) -> str:
    return client.cookies["session"].value


def shift(column: str, by: timedelta) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(f"update sec.session set {column} = {column} + %s::interval", [str(by)])  # noqa: S608


def test_a_person_signs_in_and_the_ledger_knows() -> None:
    client = cast.browser("priya")

    assert "Priya Sharma" in client.get(ACCOUNT).content.decode()
    assert told.facts("account.signed-in") == [{"user_id": str(cast.person("priya").pk), "factor": "none"}]


def test_the_user_name_may_be_typed_in_any_case_and_with_blanks() -> None:
    assert try_password(Client(), " Priya ", cast.PASSWORD).status_code == 302


def test_the_password_is_never_shown_again() -> None:
    answer = try_password(Client(), "priya", "a wrong password")

    assert "a wrong password" not in answer.content.decode()


def without_noise(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[a-z-]+"', "", html)


def test_unknown_disabled_lapsed_and_wrong_get_the_same_answer() -> None:
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=cast.person("omar").pk, version=1, because="Left")
    with roles.owner():
        User.objects.filter(username="rhys").update(invited_until=moments.real_now() - timedelta(days=1))
    tries = {
        "unknown": ("nobody", cast.PASSWORD),
        "disabled": ("omar", cast.PASSWORD),
        "lapsed": ("rhys", cast.PASSWORD),
        "service": ("public-page", "!"),
        "wrong": ("priya", "a wrong password"),
    }

    answers = {which: try_password(Client(), *typed) for which, typed in tries.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({without_noise(answer.content.decode()) for answer in answers.values()}) == 1
    assert "The user name or the password is not right." in answers["wrong"].content.decode()


def test_every_refusal_hashes_a_password_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth import hashers  # noqa: PLC0415  counted, not replaced

    work: list[str] = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode

    def counting(self: Any, password: str, salt: str) -> str:
        work.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(type(hasher), "encode", counting)
    spent = {}
    for name in ("nobody", "priya", "public-page"):
        work.clear()
        try_password(Client(), name, "a wrong password")
        spent[name] = len(work)

    assert set(spent.values()) == {1}, spent


def test_a_refused_sign_in_names_the_account_only_when_there_is_one() -> None:
    try_password(Client(), "priya", "a wrong password")
    try_password(Client(), "nobody", "a wrong password")

    assert told.facts("account.sign-in-failed") == [
        {"user_id": str(cast.person("priya").pk), "stage": "password"},
        {"user_id": None, "stage": "password"},
    ]
    assert {entry.actor_id for entry in told.entries("account.sign-in-failed")} == {actors.PUBLIC.id}


@pytest.mark.parametrize("name", ["priya", "nobody"])
def test_five_wrong_passwords_close_the_name_even_to_the_right_one(name: str) -> None:
    for _ in range(5):
        try_password(Client(), name, "a wrong password")

    answer = try_password(Client(), name, cast.PASSWORD)

    assert answer.status_code == 200
    assert "Too many wrong passwords" in answer.content.decode()
    assert try_password(Client(), "omar", cast.PASSWORD).status_code == 302, "other names stay open"


def test_a_closed_name_opens_again_after_42_seconds() -> None:
    for _ in range(5):
        try_password(Client(), "priya", "a wrong password")
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("update accounts_failedsignin set at = at - interval '43 seconds'")

    assert try_password(Client(), "priya", cast.PASSWORD).status_code == 302


def test_right_passwords_never_close_a_name() -> None:
    for _ in range(7):
        assert try_password(Client(), "priya", cast.PASSWORD).status_code == 302


def test_a_password_longer_than_any_is_refused_unread() -> None:
    answer = try_password(Client(), "priya", "x" * 300)

    assert "Keep this to 256 characters" in answer.content.decode()
    assert told.entries("account.sign-in-failed") == []


def test_signing_in_gives_a_new_session_id_and_the_old_one_is_dead() -> None:
    client = cast.browser("priya")
    first = key(client)
    client.post("/account/confirm/", {"password": cast.PASSWORD})
    fixed = Client()
    fixed.cookies["session"] = first

    assert key(client) != first
    assert not is_in(fixed)
    assert is_in(client)


def test_a_session_id_that_somebody_planted_is_not_used() -> None:
    client = Client()
    client.cookies["session"] = "planted0planted0planted0planted0"
    try_password(client, "priya", cast.PASSWORD)

    assert key(client) != "planted0planted0planted0planted0"
    assert is_in(client)


def test_the_session_table_holds_no_cookie() -> None:
    client = cast.browser("priya")

    assert not Session.objects.filter(session_key=key(client)).exists()
    assert Session.objects.count() == 1


def test_confirming_is_told_to_the_ledger() -> None:
    client = cast.browser("priya")
    client.post("/account/confirm/", {"password": cast.PASSWORD})

    assert told.facts("account.reauthenticated") == [{"user_id": str(cast.person("priya").pk)}]


def test_signing_out_ends_the_session_here_and_in_the_browser() -> None:
    client = cast.browser("priya")
    token = sessions.token_for(key(client))
    kept = key(client)
    answer = client.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    with identity.assume(token):
        assert actors.current_actor() is None
    thief = Client()
    thief.cookies["session"] = kept
    assert not is_in(thief)
    assert told.facts("account.session-ended")[-1]["how"] == "signed-out"


def test_signing_out_takes_a_post() -> None:
    client = cast.browser("priya")

    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)


def test_half_an_hour_without_a_request_signs_out_and_says_so() -> None:
    client = cast.browser("priya")
    shift("seen_at", -timedelta(minutes=31))

    assert not is_in(client)
    assert "nothing happened for 30 minutes" in client.get("/sign-in/").content.decode()
    assert told.facts("account.session-ended")[-1]["how"] == "idle"


def test_a_request_that_becomes_nobodys_forgets_whose_it_was() -> None:
    with sessions.acting_as(cast.person("priya").pk, now=moments.real_now()), ExitStack() as until_the_end:
        request = Signed(RequestFactory().get("/").environ)
        request.identity = until_the_end  # type: ignore[attr-defined]  # as the middleware puts it there
        assert request.ctx.actor.name == request.actor.name == "Priya Sharma"

        opening.enter_context(request, "")

        assert request.ctx.actor == request.actor == actors.PUBLIC


def test_without_the_browsers_session_that_of_the_database_opens_nothing() -> None:
    client = cast.browser("priya")
    Session.objects.all().delete()

    answer = client.get(ACCOUNT)

    assert answer.status_code == 302
    assert "actor" not in vars(answer.wsgi_request)
    assert identity.current() == ""


def test_a_session_whose_password_was_changed_elsewhere_is_nobodys() -> None:
    client = cast.browser("priya")
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("update accounts_user set password = 'argon2$changed' where username = 'priya'")

    assert not is_in(client)


def test_an_account_that_was_met_answers_for_itself_alone() -> None:
    priya, omar = cast.person("priya"), cast.person("omar")

    with backend.met(priya):
        assert backend.Backend().get_user(omar.pk) == omar
        assert backend.Backend().get_user(priya.pk) is priya


def test_requests_keep_a_session_awake() -> None:
    client = cast.browser("priya")
    for _ in range(3):
        shift("seen_at", -timedelta(minutes=29))
        assert is_in(client)


def test_twelve_hours_end_a_session_however_busy() -> None:
    client = cast.browser("priya")
    shift("expires_at", -timedelta(hours=12))

    assert not is_in(client)
    assert told.facts("account.session-ended")[-1]["how"] == "absolute"


def test_confirming_does_not_prolong_the_twelve_hours() -> None:
    client = cast.browser("priya")
    data = client.session
    data["signed_in_at"] -= 11 * 3600
    data.save()
    client.post("/account/confirm/", {"password": cast.PASSWORD})

    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select max(expires_at) from sec.session where ended_at is null")
        assert cursor.fetchone()[0] < moments.real_now() + timedelta(hours=1, minutes=1)


def test_signing_out_everywhere_ends_every_browser_at_its_next_request() -> None:
    here, there = cast.browser("priya"), cast.browser("priya")
    here.post("/account/sessions/end/")

    assert not is_in(there)
    assert not is_in(here)
    assert told.facts("account.sessions-ended")[-1]["how"] == "everywhere"


def test_one_other_session_can_be_ended_from_the_list() -> None:
    here, there = cast.browser("priya"), cast.browser("priya")
    [address] = re.findall(
        r'action="(/account/sessions/[0-9a-f-]+/end/)"', here.get(ACCOUNT).content.decode()
    )
    here.post(address)

    assert is_in(here)
    assert not is_in(there)


def test_a_disabled_account_is_out_at_its_next_request() -> None:
    client = cast.browser("priya")
    with cast.acting("sam") as ctx:
        commands.disable_account(ctx, user_id=cast.person("priya").pk, version=1, because="Left")

    assert not is_in(client)


def test_a_changed_password_signs_out_everywhere_else_and_not_here() -> None:
    here, there = cast.browser("priya"), cast.browser("priya")
    before = key(here)
    answer = here.post(
        "/account/password/",
        {
            "present_password": cast.PASSWORD,
            "new_password": "otter under grey bridges",
            "new_password_again": "otter under grey bridges",
        },
    )

    assert answer.status_code == 302, answer.content.decode()
    assert is_in(here)
    assert key(here) != before
    assert not is_in(there)


def test_the_two_new_passwords_must_be_alike() -> None:
    answer = cast.browser("priya").post(
        "/account/password/",
        {
            "present_password": cast.PASSWORD,
            "new_password": "otter under grey",
            "new_password_again": "otter",
        },
    )

    assert answer.status_code == 422
    assert "The two passwords are not the same." in answer.content.decode()


def test_a_page_for_people_signed_in_sends_strangers_to_the_door() -> None:
    answer = Client().get(ACCOUNT)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/account/")


def test_the_way_back_never_leads_to_another_site() -> None:
    answer = Client().post(
        "/sign-in/?next=https://evil.example/", {"login": "priya", "password": cast.PASSWORD}
    )

    assert answer.headers["Location"] == "/"


def test_a_request_without_a_cookie_does_not_touch_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/healthz").status_code in {200, 404}
        assert Client().get("/sign-in/").status_code == 200


def test_stan_signs_in_and_sees_that_he_has_nothing() -> None:
    page = cast.browser("stan").get(ACCOUNT).content.decode()

    assert "You have no access to any records." in page
    assert "Northshire" not in page


def test_the_page_of_ones_access_says_why_and_until_when() -> None:
    page = cast.browser("beth").get(ACCOUNT).content.decode()

    assert "Posted to Northshire Prevent as supervisor" in page
    assert "Eastmark" not in page


def test_the_sign_in_page_has_nothing_inline() -> None:
    page = Client().get("/sign-in/").content.decode()

    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
