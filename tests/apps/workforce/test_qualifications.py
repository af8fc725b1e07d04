"""Vetting and training open what waits for them, and shut it when they end."""

from datetime import timedelta
from typing import Any

import pytest

from caseward.foundation.access import actors
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.workforce import commands
from caseward.workforce.models import Clearance, Training
from caseward.workforce.policies import midnight
from caseward.workforce.vocabulary import Level
from tests import cast, roles, told
from tests.apps.workforce import given


pytestmark = pytest.mark.django_db


def cleared(name: str, level: Level = Level.SC, **given_days: Any) -> dict[str, Any]:
    """What vetting of a member of the cast says."""
    usual: dict[str, Any] = {"starts_on": given.MONTH_AGO, "ends_on": given.IN_A_MONTH}
    return {"user_id": cast.person(name).pk, "level": level} | usual | given_days


def test_record_clearance_that_ends_later_keeps_access_open_longer() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "nominal-officer")
        with roles.owner():
            Clearance.objects.filter(user=cast.person("stan"), level=Level.SC).update(
                ends_on=given.IN_A_MONTH
            )
        given.post(ctx, "stan", "Northshire Nominal", "nominal-officer")
        assert given.memberships("stan")["northshire-nominal-cases"].ends_at == midnight(given.IN_A_MONTH)
        commands.record_clearance(ctx, **cleared("stan", ends_on=given.TODAY + timedelta(days=90)))

    assert given.memberships("stan")["northshire-nominal-cases"].ends_at == midnight(
        given.TODAY + timedelta(days=90)
    )


def test_record_clearance_of_a_higher_level_stands_for_the_lower() -> None:
    with given.as_sam() as ctx:
        for level in (Level.MV, Level.DV):
            commands.record_clearance(ctx, **cleared("stan", level))
        for course in ("data-protection", "safeguarding"):
            commands.record_training(
                ctx, user_id=cast.person("stan").pk, course=course, completed_on=given.MONTH_AGO
            )
        given.post(ctx, "stan", "Northshire Nominal", "nominal-officer")

    assert "northshire-nominal-cases" in given.knows("stan")


def test_record_clearance_refuses_everybody_but_the_administrator() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.record_clearance(ctx, **cleared("priya"))

    assert told.refusals() == [("record_clearance", "workforce.not-administrator")]


def test_record_clearance_refuses_an_end_before_the_start() -> None:
    with given.as_sam() as ctx, pytest.raises(Invalid):
        commands.record_clearance(ctx, **cleared("stan", ends_on=given.MONTH_AGO))


def test_record_clearance_tells_the_ledger() -> None:
    with given.as_sam() as ctx:
        commands.record_clearance(ctx, **cleared("stan", Level.CTC))

    assert told.facts("clearance.recorded") == [{"user_id": str(cast.person("stan").pk), "level": "CTC"}]


def test_withdraw_clearance_shuts_everything_that_needed_it_at_once() -> None:
    held = given.clearance_of("priya", Level.SC)
    with cast.acting("priya"):
        assert actors.current_actor() is not None
        with given.as_sam() as ctx:
            commands.withdraw_clearance(ctx, clearance_id=held.pk, version=1, because="Under review")

        assert actors.current_actor() is None
    assert given.knows("priya") == set()


def test_withdraw_clearance_refuses_the_wrong_person() -> None:
    held = given.clearance_of("priya", Level.SC)
    others = ["priya", "beth", "rhys", "stan"]
    for who in others:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.withdraw_clearance(ctx, clearance_id=held.pk, version=1, because="x")

    assert told.refusals() == [("withdraw_clearance", "workforce.not-administrator")] * len(others)


def test_withdraw_clearance_refuses_what_no_longer_counts() -> None:
    held = given.clearance_of("priya", Level.SC)
    with given.as_sam() as ctx:
        commands.withdraw_clearance(ctx, clearance_id=held.pk, version=1, because="Under review")
        with pytest.raises(Invalid, match="no longer counts"):
            commands.withdraw_clearance(ctx, clearance_id=held.pk, version=2, because="Again")


def test_withdraw_clearance_tells_the_ledger_no_reason() -> None:
    held = given.clearance_of("priya", Level.SC)
    with given.as_sam() as ctx:
        commands.withdraw_clearance(ctx, clearance_id=held.pk, version=1, because="Under review")

    assert told.facts("clearance.withdrawn") == [{"user_id": str(cast.person("priya").pk), "level": "SC"}]


def test_record_training_opens_what_waited_for_it() -> None:
    with given.as_sam() as ctx:
        given.qualify(ctx, "stan", "case-officer")
        with roles.owner():
            Training.objects.filter(user=cast.person("stan"), course="safeguarding").delete()
        given.post(ctx, "stan")
        assert given.knows("stan") == set()
        commands.record_training(
            ctx, user_id=cast.person("stan").pk, course="safeguarding", completed_on=given.TODAY
        )

    assert "northshire-prevent-cases" in given.knows("stan")


def test_record_training_refuses_everybody_but_the_administrator() -> None:
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.record_training(
            ctx, user_id=cast.person("omar").pk, course="safeguarding", completed_on=given.TODAY
        )

    assert told.refusals() == [("record_training", "workforce.not-administrator")]


def test_record_training_refuses_a_course_that_no_role_asks_for() -> None:
    with given.as_sam() as ctx, pytest.raises(Invalid, match="No role asks for"):
        commands.record_training(
            ctx, user_id=cast.person("stan").pk, course="pottery", completed_on=given.TODAY
        )


def test_record_training_tells_the_ledger() -> None:
    with given.as_sam() as ctx:
        commands.record_training(
            ctx, user_id=cast.person("stan").pk, course="safeguarding", completed_on=given.TODAY
        )

    assert told.facts("training.recorded") == [
        {"user_id": str(cast.person("stan").pk), "course": "safeguarding"}
    ]
