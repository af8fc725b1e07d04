"""What the log may know: which address, how it ended, how long it took, whose account; and nothing else."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from caseward.foundation.operating import logs
from tests import cast, given, roles
from tests.guards.test_access_matrix import ADDRESSES, existing, filled  # noqa: F401  a fixture is used by its name


CANARIES = ("Pellwether", "Wheelwright", "told two classmates", "1 Fennel Row")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anybody logs, down to the last detail, as it would be written."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.Careful())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.setLevel(level)
    root.removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def requests(log: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in lines(log) if line["logger"] == "caseward.request"]


def test_a_request_is_a_line_with_the_name_of_its_address(db: None, log: io.StringIO) -> None:
    browser = cast.browser("priya")
    browser.get(reverse("cases:list"), {"q": "Pellwether"})
    line = requests(log)[-1]

    assert (line["address"], line["method"], line["status"]) == ("cases:list", "GET", 200)
    assert line["actor"] == str(cast.person("priya").pk)
    assert line["duration_ms"] >= 0
    assert len(line["request"]) == 32
    assert set(line) <= {"at", "level", "logger", "says", "request", *logs.FIELDS}


def test_nobody_is_nobody_and_watchers_are_not_written(db: None, log: io.StringIO) -> None:
    Client().get("/healthz")
    Client().get("/help/")
    Client().get("/no/such/Pellwether")

    assert [(line["address"], line["status"], line["actor"]) for line in requests(log)] == [
        ("ui:help", 200, ""),
        ("", 404, ""),
    ]


@pytest.mark.slow
def test_the_whole_cast_at_every_address_leaves_no_word_in_the_log(
    log: io.StringIO,
    existing: dict[str, str],  # noqa: F811  pytest's way; it takes the whole road to a case of its own
) -> None:
    """Words come in through commands, forms, searches and addresses; none may come out here."""
    names = person_words()
    for name in ("noor", "priya", "beth", "rhys", "stan"):
        browser = cast.browser(name)
        for address, parts in ADDRESSES:
            place = reverse(address, kwargs=filled(parts, existing) or None)
            browser.get(place, {"q": CANARIES[0], "surname": CANARIES[1]})
            browser.post(place, {"text": CANARIES[2], "because": CANARIES[3], "surname": CANARIES[1]})
    written = log.getvalue()

    assert len(requests(log)) > 5 * len(ADDRESSES)
    assert [word for word in (*CANARIES, *names) if word.lower() in written.lower()] == []
    assert existing["case_id"] not in "".join(str(line) for line in requests(log))


def person_words() -> list[str]:
    """What the world's own person is called and where he lives."""
    return [
        word
        for answer in given.CALLUM.values()
        for word in answer.split()
        if len(word) > 6 and word.isalpha()
    ]


def test_an_error_is_told_by_its_kind_and_its_place(db: None, log: io.StringIO) -> None:
    browser = cast.browser("priya")
    browser.raise_request_exception = False
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("alter table cases_case rename to cases_gone")
    assert browser.get(reverse("cases:list"), {"q": "Pellwether"}).status_code == 500
    transaction.set_rollback(True)
    line = next(line for line in lines(log) if line["logger"] == "django.request")

    assert line["error"] == "ProgrammingError"
    assert any("queries" in place for place in line["where"])
    assert "relation" not in log.getvalue()
    assert "/cases/" not in line["says"]
    assert line["request"] == requests(log)[-1]["request"]


def test_the_words_of_an_error_and_of_other_peoples_messages_stay_out(log: io.StringIO) -> None:
    try:
        int("Jory Pellwether")
    except ValueError:
        logging.getLogger("caseward.jobs").exception("job broke", extra={"job": "x", "typed": "Pellwether"})
    logging.getLogger("elsewhere").warning("%s was refused", "Pellwether", extra={"code": "a-code"})

    assert "Pellwether" not in log.getvalue()
    assert [line["says"] for line in lines(log)] == ["job broke", "%s was refused"]
    assert lines(log)[0]["error"] == "ValueError"
