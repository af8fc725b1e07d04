"""Two custodians at the same moment: one of them is first, and nothing happens twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from caseward.foundation.commands.errors import Invalid
from caseward.identities import commands
from tests import cast, moments
from tests.apps.identities import given


pytestmark = [pytest.mark.commits, pytest.mark.usefixtures("real_commits")]


@pytest.fixture
def two() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=2) as threads:
        yield threads


def tried(who: str, verb: Callable[..., object], **said: object) -> str:
    """What came of one try, in a session and on a connection of its own."""
    try:
        with cast.acting(who, now=moments.real_now()) as ctx:
            verb(ctx, **said)
    except Invalid as refused:
        return refused.refusal.code
    finally:
        connection.close()
    return "done"


def test_of_two_who_approve_at_once_one_does(two: ThreadPoolExecutor) -> None:
    third = given.third_custodian()
    opening_id = given.asked(given.made())
    came = [two.submit(tried, who, commands.approve_opening, opening_id=opening_id) for who in ("ada", third)]

    assert sorted(one.result() for one in came) == ["done", "identity.answered"]


def test_of_two_who_ask_at_once_one_does(two: ThreadPoolExecutor) -> None:
    link_id = given.made()
    said = {"link_id": link_id, "purpose": "court", "words": given.WORDS}
    came = [two.submit(tried, who, commands.ask_to_open, **said) for who in ("ada", "cleo")]

    assert sorted(one.result() for one in came) == ["done", "identity.asked-already"]


def test_of_an_approval_and_a_refusal_at_once_one_stands(two: ThreadPoolExecutor) -> None:
    third = given.third_custodian()
    opening_id: UUID = given.asked(given.made())
    came = [
        two.submit(tried, "ada", commands.approve_opening, opening_id=opening_id),
        two.submit(tried, third, commands.refuse_opening, opening_id=opening_id, words="Not today."),
    ]

    assert sorted(one.result() for one in came) == ["done", "identity.answered"]


def test_a_link_that_two_confirm_at_once_is_made_once(two: ThreadPoolExecutor) -> None:
    third = given.third_custodian()
    records = given.two_records()
    link_id = given.proposed(records)
    earlier, later = given.references(*records)
    said = {"link_id": link_id, "earlier": earlier, "later": later}
    came = [two.submit(tried, who, commands.confirm_link, **said) for who in ("ada", third)]

    assert sorted(one.result() for one in came) == ["done", "identity.confirmed-already"]
