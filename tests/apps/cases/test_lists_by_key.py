"""Every page of a list is a range of an index, under row-level security, and the ways below it lead through all."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from caseward.cases import queries as cases
from caseward.foundation.paging import END, Page, Place
from caseward.kernel.access import Actor
from caseward.referrals import queries as referrals
from tests import cast, questions
from tests.apps.cases.test_taking_over import former, take_over


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = 27
List = Callable[[Actor, Place], Page[Any]]

NOW = cast.NOW + timedelta(hours=1)
LISTS: dict[str, tuple[str, List]] = {
    "open cases": (
        "cases_case_open_by_",
        lambda viewer, place: cases.cases(viewer=viewer, now=NOW, place=place),
    ),
    "decided referrals": (
        "referrals_decided_",
        lambda viewer, place: referrals.queue(viewer=viewer, now=NOW, place=place, is_decided=True),
    ),
}


def plans(call: Callable[[], Page[Any]]) -> tuple[str, Page[Any]]:
    """How PostgreSQL answers the first question of a list when it may neither sort nor read a whole table."""
    (statement, params), page = questions.of_page(call)
    with connection.cursor() as cursor:
        cursor.execute(
            "set local enable_seqscan = off; set local enable_sort = off; set local enable_bitmapscan = off"
        )
        cursor.execute(f"explain (costs off) {statement}", params)
        return "\n".join(row[0] for row in cursor.fetchall()), page


@pytest.fixture
def crowded() -> None:
    """All opened at the same instant: only their ids tell them apart."""
    take_over(*(former(number) for number in range(MANY)))


@pytest.mark.parametrize("name", LISTS)
def test_a_page_beyond_the_first_is_a_range_of_an_index(name: str, crowded: None) -> None:
    index, listed = LISTS[name]
    with cast.acting("priya", now=NOW) as ctx:
        _, first = plans(lambda: listed(ctx.actor, Place()))
        assert first.next
        beyond = first.next
        plan, _ = plans(lambda: listed(ctx.actor, beyond))
        from_the_end, _ = plans(lambda: listed(ctx.actor, END))

    assert re.search(
        rf"^ *(->  )?(Index Scan Backward using|Index Scan using) {index}", plan, re.MULTILINE
    ), plan
    assert re.search(r"Index Cond: .*ROW\(", plan), plan
    assert re.search(rf"Index Scan (Backward )?using {index}", from_the_end), from_the_end
    assert "OFFSET" not in plan


def way(body: str, word: str) -> str:
    """The address of one of the ways below a list."""
    found = re.search(rf'href="([^"]*)"[^>]*>{word}<', body)
    assert found, f"{word} is not offered"
    return unescape(found[1])


def test_officers_walk_to_the_last_page_and_back(crowded: None) -> None:
    browser = cast.browser("priya")
    address = reverse("cases:list")

    first = browser.get(address).content.decode()
    second = browser.get(address + way(first, "Next")).content.decode()
    last = browser.get(address + way(first, "Last")).content.decode()
    back = browser.get(address + way(second, "Previous")).content.decode()

    rows = [
        re.findall(r'href="(/cases/[0-9a-f-]{36}/)" data-open', body) for body in (first, second, last, back)
    ]
    assert (len(rows[0]), len(rows[1]), len(rows[2])) == (25, MANY - 25, 25)
    assert rows[0] == rows[3]
    assert set(rows[0]) | set(rows[1]) == set(rows[0]) | set(rows[2])
    assert "more follow" in first
    assert "these are the last" in second
    assert way(second, "First") == "?"


@pytest.mark.parametrize("asked", ["after=x", "before=x", "page=7", "after=%00", "before=" + "A" * 500])
@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("priya", "cases:work"),
        ("priya", "cases:list"),
        ("noor", "referrals:queue"),
        ("ines", "oversight:ledger"),
        ("sam", "workforce:people"),
    ],
)
def test_nonsense_is_the_first_page_of_every_list(who: str, page: str, asked: str) -> None:
    assert cast.browser(who).get(f"{reverse(page)}?{asked}").status_code == 200
