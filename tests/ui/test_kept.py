"""A session that ends while somebody types: the text waits at the sign-in page for the same person."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from caseward.ui import typed
from tests import cast, moments
from tests.ui import addresses
from tests.ui.test_drafts import typed_into


pytestmark = pytest.mark.django_db

WORDS = "He said he would rather not go on."


def left_while_typing(name: str = "priya") -> tuple[Client, dict[str, str]]:
    """A browser whose session has ended, and what it is about to send."""
    client = cast.browser(name)
    fields = typed_into(client, text=WORDS, **{"met_on-day": "31"})
    del client.cookies["session"]
    addresses.sent.clear()
    return client, fields


def sealed_on(page: str) -> str:
    """The sealed text that the sign-in page carries."""
    found = re.search(r'name="kept_text" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: Client, name: str, sealed: str) -> str:
    """Sign in as the page asks, and follow to where it leads; the page in the end."""
    fields = {"login": name, "password": cast.PASSWORD, "next": "/note/", typed.KEPT: sealed}
    answer = client.post("/sign-in/?next=/note/", fields, follow=True)
    assert answer.redirect_chain[-1][0] == "/note/"
    return answer.content.decode()


def test_the_sign_in_page_answers_and_carries_the_text_unreadably() -> None:
    client, fields = left_while_typing()

    answer = client.post("/note/", fields)
    page = answer.content.decode()

    assert answer.status_code == 401
    assert "Your session ended, and what you typed is kept." in page
    assert 'name="login"' in page
    assert WORDS not in page
    assert typed.open_sealed(sealed_on(page)) is not None
    assert addresses.sent == []


def test_after_signing_in_the_form_shows_the_text_and_is_not_sent() -> None:
    client, fields = left_while_typing()
    sealed = sealed_on(client.post("/note/", fields).content.decode())

    page = sign_in(client, "priya", sealed)

    assert WORDS in page
    assert 'value="31"' in page
    assert "Nothing of it has been sent." in page
    assert addresses.sent == []


def test_the_restored_form_can_be_sent_once() -> None:
    client, fields = left_while_typing()
    sign_in(client, "priya", sealed_on(client.post("/note/", fields).content.decode()))

    again = fields | {"met_on-day": ""}
    assert client.post("/note/", again).status_code == 302

    assert [each["text"] for each in addresses.sent] == [WORDS]


def test_somebody_else_who_signs_in_there_does_not_get_the_text() -> None:
    client, fields = left_while_typing()

    page = sign_in(client, "omar", sealed_on(client.post("/note/", fields).content.decode()))

    assert WORDS not in page


def test_the_sign_in_page_may_answer_at_the_address_of_the_form() -> None:
    client, fields = left_while_typing()
    sealed = sealed_on(client.post("/note/", fields).content.decode())

    answer = client.post("/note/", {"login": "priya", "password": cast.PASSWORD, typed.KEPT: sealed})

    assert answer.status_code == 307
    assert answer.headers["Location"] == "/sign-in/?next=%2Fnote%2F"


def test_a_changed_text_is_dropped() -> None:
    client, fields = left_while_typing()
    sealed = sealed_on(client.post("/note/", fields).content.decode())

    page = sign_in(client, "priya", sealed[:-8] + "AAAAAAA=")

    assert WORDS not in page


def test_a_text_is_dropped_after_a_day() -> None:
    client, fields = left_while_typing()
    sealed = sealed_on(client.post("/note/", fields).content.decode())

    with time_machine.travel(moments.real_now() + timedelta(hours=25)):
        assert typed.open_sealed(sealed) is None


def test_a_form_that_was_never_shown_to_anybody_is_only_asked_to_sign_in() -> None:
    answer = Client().post("/note/", {"text": WORDS})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("token", ["", "forged", "eyJmb3IiOiJ4In0:1:x"])
def test_a_forged_token_keeps_nothing(token: str) -> None:
    answer = Client().post("/note/", {"text": WORDS, typed.TOKEN: token})

    assert answer.status_code == 302


def test_a_draft_that_saves_itself_says_that_the_session_has_ended() -> None:
    client, fields = left_while_typing()

    answer = client.post("/drafts/", fields, headers={"HX-Request": "true"})

    assert "You have been signed out. Your text is still here" in answer.content.decode()


def test_nobody_sends_what_another_typed() -> None:
    fields = typed_into(cast.browser("priya"), text=WORDS)
    addresses.sent.clear()

    answer = cast.browser("omar").post("/note/", fields)

    assert answer.status_code == 403
    assert "Somebody else opened this form" in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert addresses.sent == []


def test_a_form_whose_proof_is_out_of_date_is_shown_again_with_a_fresh_one() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.browser("priya").cookies
    fields = typed_into(client, text=WORDS)

    answer = client.post("/note/", fields)
    page = answer.content.decode()

    assert answer.status_code == 403
    assert WORDS in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert f'name="idempotency_key" value="{fields[typed.KEY]}"' in page


def test_a_form_whose_session_and_proof_are_both_gone_keeps_its_text() -> None:
    _client, fields = left_while_typing()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/note/", fields)

    assert answer.status_code == 401
    assert sealed_on(answer.content.decode())
