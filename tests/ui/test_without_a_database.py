"""The database really gone: a page comes all the same, with the text, from wherever the error arose."""

import pytest
from django.test import Client

from caseward.ui import typed


PATIENT = {typed.KEY: "6f2f3c1e-52a1-4a3a-9f0f-0c9d1d7b2a11", "text": "He said he is tired."}


@pytest.fixture
def signed_in() -> Client:
    """A browser that believes it has signed in."""
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "0123456789abcdef0123456789abcdef"
    return client


def test_a_page_that_cannot_be_read_says_when_to_come_back(no_database: None, signed_in: Client) -> None:
    answer = signed_in.get("/note/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_that_cannot_be_saved_is_kept_and_can_be_sent_again(
    no_database: None, signed_in: Client
) -> None:
    answer = signed_in.post("/note/", PATIENT)
    page = answer.content.decode()

    assert answer.status_code == 503
    assert "He said he is tired." in page
    assert PATIENT[typed.KEY] in page
    assert "Try again" in page
    assert "nowhere" not in page


def test_a_page_that_asks_for_nobody_still_comes(no_database: None) -> None:
    assert Client().get("/help/").status_code == 200
