"""What a page asks of the database is fixed: a bound for each, and not one question more when there is more to show.

Counted as the database is asked, savepoints too; a figure may only go down.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from caseward.cases.vocabulary import CaseId
from caseward.demo.people import people
from caseward.referrals.vocabulary import Same
from tests import cast, given, moments
from tests.apps.panels.given import (
    add_to_minutes,
    agree_action,
    approve_minutes,
    arrange_sitting,
    close_item,
    put_forward,
)


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT_MOST = {
    "cases:work": 9,  # one more since it shows whom its reader covers for
    "cases:list": 6,
    "referrals:queue": 5,
    "cases:file": 21,
    "cases:chronology": 21,
    "cases:plan": 21,
}
# The boards of whoever leads the unit; three more since silences are counted, and two kinds of blank are shown;
# one more since vetting and training that ends is.
BOARDS = {"cases:team": 9, "cases:exceptions": 17}
FOUND = 11
SITTINGS = {"": 6, "{id}/": 14, "{id}/minutes/": 20}
OF_A_CASE = {"cases:file", "cases:chronology", "cases:plan"}


@dataclass
class Asked:
    """The statements that were sent."""

    statements: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        self.statements.append(sql)
        return execute(sql, params, many, context)


@contextmanager
def asked() -> Iterator[Asked]:
    found = Asked()
    with connection.execute_wrapper(found):
        yield found


def cost(browser: Client, page: str, case_id: CaseId) -> list[str]:
    """What the page asks when it was opened once before."""
    where = reverse(page, args=[case_id] if page in OF_A_CASE else [])
    assert browser.get(where).status_code == 200
    with asked() as found:
        browser.get(where)
    return found.statements


def looked_for(browser: Client, words: str) -> list[str]:
    """What a search asks, from the form that was sent to the page that came."""
    fields = {"words": words, "key": str(uuid4())}
    why = {"why": "reason", "reason": "quality", "because": "Two records of one pupil."}  # asked once an hour
    assert b"Hartwright" in browser.post(reverse("cases:find"), fields | why).content
    with asked() as found:
        browser.post(reverse("cases:find"), fields | {"key": str(uuid4())})
    return found.statements


def test_finding_asks_a_fixed_number_of_questions_however_many_are_found() -> None:
    given.owned()
    browser = cast.browser("priya")
    few = looked_for(browser, "Hartwright, Callum, 14/03/2009")
    for _ in range(3):
        given.identified(answer=Same.NOT_SAME)

    many = looked_for(browser, "Hartwright, Callum, 14/03/2009")

    assert len(many) == len(few) <= FOUND, "\n".join(many)
    assert not any(
        "referrals_answer" in statement for statement in many
    )  # nobody is named beside his own record


def test_pages_ask_a_fixed_number_of_questions_however_much_there_is() -> None:
    case_id = given.owned()
    given.checked(given.MAEVE)
    browser = cast.browser("priya")
    few = {page: cost(browser, page, case_id) for page in AT_MOST}
    for answers in people(5):
        given.owned(answers)
        given.at_the_gateway(answers)

    many = {page: cost(browser, page, case_id) for page in AT_MOST}

    assert {page: len(statements) for page, statements in many.items()} == {
        page: len(statements) for page, statements in few.items()
    }
    dearer = {page: len(found) for page, found in many.items() if len(found) > AT_MOST[page]}
    assert not dearer


def test_boards_ask_a_fixed_number_of_questions_however_much_is_silent() -> None:
    before = moments.real_now() - timedelta(days=50)
    case_id = given.owned(now=before)
    given.at_the_gateway(given.MAEVE, now=before)
    browser = cast.browser("beth")
    few = {page: len(cost(browser, page, case_id)) for page in BOARDS}
    for answers in people(5):
        given.owned(answers, now=before)
        given.at_the_gateway(answers, now=before)

    many = {page: len(cost(browser, page, case_id)) for page in BOARDS}

    assert many == few
    assert not {page: count for page, count in many.items() if count > BOARDS[page]}


def minuted(browser: Client, answers: Mapping[str, str], *, items: int) -> dict[str, int]:
    """What the pages of a sitting ask when so many items of it were closed, with an action each, and approved."""
    now = moments.real_now()
    sitting_id = arrange_sitting(now=now - timedelta(days=2), held_at=now - timedelta(hours=3))
    cases = [given.owned(each, now=now - timedelta(days=3)) for each in [answers, *people(items - 1)]]
    found = [put_forward(each, sitting_id, now=now) for each in cases]
    for each in found:
        close_item(each, now=now)
        agree_action(each, now=now, due_on=(now + timedelta(days=20)).date())
    approve_minutes(sitting_id, now=now)
    for each in found:
        add_to_minutes(sitting_id, item_id=each, now=now)
    counted = {}
    for end in SITTINGS:
        where = f"/sittings/{end.format(id=sitting_id)}"
        assert browser.get(where).status_code == 200
        with asked() as statements:
            browser.get(where)
        counted[end] = len(statements.statements)
    return counted


def test_pages_of_sittings_ask_a_fixed_number_of_questions_however_many_items_there_are() -> None:
    browser = cast.browser("beth")
    few = minuted(browser, given.CALLUM, items=1)
    many = minuted(browser, given.MAEVE, items=4)

    assert many == few
    assert not {end: count for end, count in many.items() if count > SITTINGS[end]}, many
