"""Lists of decisions: newest first, filtered, in a fixed number of questions."""

from uuid import uuid4

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from caseward.decisions import queries
from caseward.foundation.commands.errors import NotVisible
from tests import cast
from tests.apps.decisions.given import DECIDED, ENTRY, REFERRALS, matter, sign, signed


pytestmark = pytest.mark.django_db


def test_decisions_about_gives_what_the_viewer_may_know_newest_first() -> None:
    with cast.acting("beth") as ctx:
        case, referral = matter(), matter(REFERRALS)
        first = sign(ctx, about=referral, decided=DECIDED)
    with cast.acting("beth", now=cast.NOW.replace(hour=15)) as ctx:
        second = sign(ctx, about=case, decided=DECIDED)

    both = [case.id, referral.id]
    with cast.acting("priya") as ctx:
        rows = queries.decisions_about(viewer=ctx.actor, about_ids=both)
    with cast.acting("noor") as ctx:
        noors = queries.decisions_about(viewer=ctx.actor, about_ids=both)
    assert [row.id for row in rows] == [second, first]
    assert [row.id for row in noors] == [first]
    assert (rows[0].decided_by, rows[0].outcome) == ("Beth Lindqvist", "adopt")


def test_decisions_about_asks_as_often_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with cast.acting("beth") as ctx:
        case = matter()
        for _ in range(4):
            sign(ctx, about=case, decided=DECIDED)
        with django_assert_num_queries(1):
            rows = queries.decisions_about(viewer=ctx.actor, about_ids=[case.id])
    assert len(rows) == 4


def test_decisions_resting_on_an_entry_are_found_from_it() -> None:
    decision_id = signed()
    signed(relies_on=())

    with cast.acting("priya") as ctx:
        [row] = queries.decisions_resting_on(viewer=ctx.actor, entry_id=ENTRY)
        nothing = queries.decisions_resting_on(viewer=ctx.actor, entry_id=uuid4())
    assert row.id == decision_id
    assert nothing == ()


def test_a_decision_is_not_there_for_a_stranger() -> None:
    decision_id = signed()

    with cast.acting("rhys") as ctx, pytest.raises(NotVisible):
        queries.decision(viewer=ctx.actor, decision_id=decision_id)


def test_a_whole_decision_takes_five_questions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx, django_assert_num_queries(5):
        queries.decision(viewer=ctx.actor, decision_id=decision_id)


def test_a_decision_says_for_ever_as_what_its_decider_was_posted() -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx:
        record = queries.decision(viewer=ctx.actor, decision_id=decision_id)
    assert record.decided_as == "Posted to Northshire Prevent as supervisor"
