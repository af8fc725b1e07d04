"""Drafts: saved as one types, restored to their writer alone, never sent by themselves."""

import re
from typing import Any

import pytest
from django.test import Client

from caseward.ui import typed
from tests import cast
from tests.ui import addresses


pytestmark = pytest.mark.django_db


def token_on(page: str) -> str:
    """The token of the form on a page."""
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found
    return found[1]


def typed_into(client: Client, **fields: str) -> dict[str, str]:
    """What a browser would send after somebody typed into the form."""
    page = client.get("/note/").content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert key
    return {typed.TOKEN: token_on(page), typed.KEY: key[1], typed.VERSION: "3", **fields}


def test_a_draft_is_saved_as_one_types_and_says_when() -> None:
    priya = cast.browser("priya")

    answer = priya.post("/drafts/", typed_into(priya, text="half a thou"), headers={"HX-Request": "true"})

    assert re.fullmatch(r"Draft saved \d\d:\d\d", answer.content.decode().strip())


def test_a_form_opens_again_with_its_draft_and_is_not_sent() -> None:
    priya = cast.browser("priya")
    priya.post("/drafts/", typed_into(priya, text="half a thou", **{"met_on-day": "31", "met_on-month": "2"}))
    addresses.sent.clear()

    page = priya.get("/note/").content.decode()

    assert "This is your draft of" in page
    assert "half a thou" in page
    assert 'value="31"' in page
    assert "There is a problem" not in page
    assert addresses.sent == []


def test_a_draft_keeps_the_version_and_the_key_it_was_typed_under() -> None:
    priya = cast.browser("priya")
    fields = typed_into(priya, text="half") | {typed.VERSION: "2"}
    priya.post("/drafts/", fields)

    page = priya.get("/note/").content.decode()

    assert 'name="version" value="2"' in page
    assert f'name="idempotency_key" value="{fields[typed.KEY]}"' in page


def test_without_scripts_a_button_saves_the_draft_and_stays() -> None:
    priya = cast.browser("priya")

    answer = priya.post("/drafts/", typed_into(priya, text="half", save_draft="1"), follow=True)

    assert answer.redirect_chain == [("/note/", 302)]
    assert "Draft saved" in answer.content.decode()


def test_a_draft_is_gone_once_the_form_was_sent() -> None:
    priya = cast.browser("priya")
    fields = typed_into(priya, text="the whole thought")
    priya.post("/drafts/", fields)

    assert priya.post("/note/", fields).status_code == 302
    assert "the whole thought" not in priya.get("/note/").content.decode()


def test_a_refused_form_keeps_its_draft() -> None:
    priya = cast.browser("priya")
    fields = typed_into(priya, text="nothing")
    priya.post("/drafts/", fields)

    answer = priya.post("/note/", fields)

    assert answer.status_code == 422
    assert "The panel has not met. Wait for Thursday." in answer.content.decode()
    assert "This is your draft of" in priya.get("/note/").content.decode()


def test_a_draft_can_be_thrown_away() -> None:
    priya = cast.browser("priya")
    fields = typed_into(priya, text="half")
    priya.post("/drafts/", fields)

    priya.post("/drafts/discard/", {typed.TOKEN: fields[typed.TOKEN]})

    assert "This is your draft of" not in priya.get("/note/").content.decode()


def test_nobody_else_sees_a_draft() -> None:
    priya = cast.browser("priya")
    priya.post("/drafts/", typed_into(priya, text="half"))

    assert "half" not in cast.browser("omar").get("/note/").content.decode()


@pytest.mark.parametrize("address", ["/drafts/", "/drafts/discard/"])
def test_the_token_of_another_is_refused(address: str) -> None:
    priya, omar = cast.browser("priya"), cast.browser("omar")
    fields = typed_into(priya, text="half")

    assert omar.post(address, fields).status_code == 403
    assert omar.post(address, fields | {typed.TOKEN: "forged"}).status_code == 403


def test_a_draft_holds_no_password_and_no_machinery() -> None:
    fields = typed.fields_in(
        typed.query_dict(
            {"text": ["a"], "password": ["b"], "csrfmiddlewaretoken": ["c"], "settle-text": ["mine"]}
        )
    )

    assert fields == {"text": ["a"]}


def test_more_than_a_draft_can_hold_is_said() -> None:
    priya = cast.browser("priya")
    fields: dict[str, Any] = typed_into(priya, text="x" * 200_001)

    answer = priya.post("/drafts/", fields, headers={"HX-Request": "true"})

    assert "more text than a draft can hold" in answer.content.decode()


def test_a_form_without_its_number_is_refused_and_has_one_at_its_next_sending() -> None:
    priya = cast.browser("priya")
    addresses.sent.clear()
    typed_by_her = typed_into(priya, text="He is tired.")
    answer = priya.post("/note/", typed_by_her | {typed.KEY: ""})
    page = answer.content.decode()

    assert (answer.status_code, addresses.sent) == (422, [])
    assert "without the number that keeps it from happening twice" in page
    assert "He is tired." in page
    again = re.search(rf'name="{typed.KEY}" value="([0-9a-f-]{{36}})"', page)
    assert again
    assert priya.post("/note/", typed_by_her | {typed.KEY: again[1]}).status_code == 302
