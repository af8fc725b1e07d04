"""A clash is owed before the engagement, told again when one of both is moved, and ends with either of them."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from caseward.engagements import commands
from caseward.engagements.vocabulary import Became, EngagementId, Move, Settled
from caseward.foundation.commands.errors import NotPermitted
from caseward.obligations import queries
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.cases.test_opening import sealed
from tests.apps.corrections.doing import platform
from tests.apps.engagements.doing import (
    SCHOOL,
    SPOKEN,
    booked,
    carried,
    clashes,
    notices,
    owed,
    planned,
    points,
    row,
    settled,
)
from tests.apps.engagements.doing import told as compared
from tests.apps.engagements.test_clashes import CLASH, DESK, NORTHSHIRE, OUTCOME, does
from tests.apps.threats.test_incidents import silence_the_nominal_unit


pytestmark = pytest.mark.django_db


def due(engagement_id: EngagementId) -> tuple[str, datetime]:
    """Under which rule the clash is owed, and until when."""
    with roles.owner():
        found = Obligation.objects.get(
            about_id=engagement_id, rule_key__startswith=CLASH, ended_at__isnull=True
        )
    assert found.due_at is not None
    return found.rule_key, found.due_at


def test_a_clash_is_due_two_working_days_after_it_was_told_or_before_the_engagement_itself() -> None:
    far = booked("omar", planned(SCHOOL, days=20))
    soon = booked("priya", planned(SCHOOL, days=0.2))

    assert due(soon) == (f"{CLASH}-before", given.later(days=0.2))
    assert due(far)[0] == CLASH
    with roles.owner():
        for owed_still in Obligation.objects.filter(about_id__in=[far, soon], ended_at__isnull=True):
            assert queries.derived(owed_still).at == owed_still.due_at, "worked out again it is the same"
    settled("priya", clashes(soon)[0].pk)
    assert owed(soon) == [OUTCOME]


def test_a_clash_that_stands_is_owed_sooner_when_the_engagement_is_moved_sooner() -> None:
    booked("omar", planned(SCHOOL, days=20))
    booked("ewan", planned(SCHOOL, days=21))
    ours = booked("priya", planned(SCHOOL, days=22))
    assert due(ours)[0] == CLASH
    first, _ = clashes(ours)

    settled(
        "priya", first.pk, replace(SPOKEN, how=Settled.MOVED, move=Move(planned_at=given.later(days=0.3)))
    )

    assert due(ours) == (f"{CLASH}-before", given.later(days=0.3))


def test_a_pair_once_settled_is_told_again_when_one_of_both_is_moved() -> None:
    theirs = booked("omar", planned(SCHOOL, days=20))
    ours = booked("priya", planned(SCHOOL, days=22))
    third = booked("ewan", planned(SCHOOL, days=24))
    settled("priya", next(one.pk for one in clashes(ours) if one.contact == "Omar Farouk"))
    [with_priya, with_ewan] = sorted(clashes(theirs), key=lambda one: one.contact, reverse=True)
    assert with_priya.contact == "Priya Sharma"
    carried(next(one.pk for one in clashes(ours) if one.settled_at))
    assert compared(theirs) == 0, "what was settled stays settled while nobody moves"

    settled(
        "omar", with_ewan.pk, replace(SPOKEN, how=Settled.MOVED, move=Move(planned_at=given.later(days=25))),
        now=given.later(days=1),
    )  # fmt: skip
    assert compared(theirs) > 0

    assert [one.settled_at for one in clashes(ours) if one.contact == "Omar Farouk"].count(None) == 1
    open_ones = [one for one in clashes(theirs) if one.settled_at is None]
    assert [one.contact for one in open_ones] == ["Priya Sharma"], (
        "the pair that was moved apart is not asked again"
    )
    assert notices(ours).count(("priya", "engagement.clash")) >= 2
    assert compared(theirs) == 0, "once for each move"
    assert row(third).moved_at is None


def test_settle_withdrawn_ends_the_clash_of_a_counterpart_whom_nobody_was_pointed_at() -> None:
    points(NORTHSHIRE, DESK)
    ours = booked("priya", planned(SCHOOL))
    hidden = booked("kit", planned(SCHOOL), case_id=sealed())
    assert (clashes(ours), owed(hidden)) == ([], [CLASH, OUTCOME])

    gone: dict[str, Any] = {"version": 1, "became": Became.WITHDRAWN, "words": "The school is shut."}
    does("priya", commands.end_engagement, engagement_id=ours, **gone)
    with platform() as ctx:
        assert commands.settle_withdrawn(ctx, engagement_id=ours) == 1

    assert [one.settled_how for one in clashes(hidden)] == ["WITHDRAWN"]
    assert owed(hidden) == [OUTCOME]
    assert ("kit", "engagement.clash-settled") in notices(hidden)
    # The ledger says the same as of one that met nobody.
    assert told.facts("engagement.clashes-withdrawn") == [{"engagement_id": str(ours)}]


def test_settle_withdrawn_says_nothing_of_what_stands_or_has_become_silent() -> None:
    ours, theirs = booked("priya", planned(SCHOOL)), booked("rhys", planned(SCHOOL))
    with platform() as ctx:
        assert commands.settle_withdrawn(ctx, engagement_id=theirs) == 0
    silence_the_nominal_unit()
    gone: dict[str, Any] = {"version": 1, "became": Became.WITHDRAWN, "words": "Not needed."}
    does("rhys", commands.end_engagement, engagement_id=theirs, **gone)
    with platform() as ctx:
        assert commands.settle_withdrawn(ctx, engagement_id=theirs) == 0
    assert [one.settled_at for one in clashes(ours)] == [None]


def test_settle_withdrawn_is_the_platforms_alone() -> None:
    ours = booked("priya", planned(SCHOOL))
    for who in cast.PEOPLE:
        with pytest.raises(NotPermitted):
            does(who, commands.settle_withdrawn, engagement_id=ours)
    assert "settle_withdrawn" in {name for name, _ in told.refusals()}


def test_settle_withdrawn_of_nothing_changes_nothing() -> None:
    with platform() as ctx:
        assert commands.settle_withdrawn(ctx, engagement_id=EngagementId(uuid4())) == 0
