"""What watches the machine learns one word, and leaves no trace."""

import pytest
from django.test import Client

from caseward.foundation.ledger.models import Entry
from tests import roles


@pytest.mark.parametrize(("address", "word"), [("/healthz", b"alive\n"), ("/readyz", b"ready\n")])
def test_one_word_no_cookie_and_no_entry(address: str, word: bytes, db: None) -> None:
    with roles.owner():
        before = Entry.objects.count()
    answer = Client().get(address)
    with roles.owner():
        after = Entry.objects.count()

    assert (answer.status_code, answer.content) == (200, word)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert before == after


def test_alive_without_a_database_but_not_ready(no_database: None) -> None:
    assert Client().get("/healthz").status_code == 200
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"away\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_can_be_sent_there(address: str) -> None:
    assert Client().post(address).status_code == 405
