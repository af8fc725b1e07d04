"""The intelligence unit's answer is dated, counts for thirty days, and is asked for again."""

from datetime import date, timedelta
from typing import Any

import pytest

from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.referrals import commands
from caseward.referrals.models import Deconfliction
from caseward.referrals.vocabulary import DeconflictionResult, Stage
from tests import cast, given, told
from tests.apps.referrals.doing import REFUSED, STRANGERS, does, last_refusal, owed, referral


pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
CLEAR: dict[str, Any] = {"result": DeconflictionResult.CLEAR, "done_on": TODAY, "systems": ["PNC", "PND"]}


def test_record_deconfliction_takes_a_clear_referral_to_the_gateway() -> None:
    identified = given.identified()
    does("priya", commands.record_deconfliction, referral_id=identified, **CLEAR)

    assert referral(identified).stage == Stage.GATEWAY
    with cast.acting("noor"):
        said = Deconfliction.objects.get(referral_id=identified)
    assert (said.result, said.done_on, said.systems) == ("CLEAR", TODAY, ["PNC", "PND"])


def test_record_deconfliction_with_pursue_goes_to_the_supervisor_too() -> None:
    identified = given.identified()
    does(
        "beth",
        commands.record_deconfliction,
        referral_id=identified,
        **CLEAR | {"result": DeconflictionResult.PASS_TO_PURSUE},
    )

    assert referral(identified).stage == Stage.GATEWAY


def test_record_deconfliction_holds_the_referral_while_told_to_wait() -> None:
    identified = given.identified()
    does(
        "priya",
        commands.record_deconfliction,
        referral_id=identified,
        **CLEAR | {"result": DeconflictionResult.HOLD},
    )

    assert referral(identified).stage == Stage.DECONFLICTION


def test_record_deconfliction_before_the_person_is_known_moves_nothing() -> None:
    checked = given.checked()
    does("priya", commands.record_deconfliction, referral_id=checked, **CLEAR)

    assert referral(checked).stage == Stage.IDENTITY


def test_record_deconfliction_runs_one_clock_of_thirty_days_from_the_newest_answer() -> None:
    identified = given.identified()
    does(
        "priya",
        commands.record_deconfliction,
        referral_id=identified,
        **CLEAR | {"done_on": TODAY - timedelta(days=3)},
    )
    does("priya", commands.record_deconfliction, referral_id=identified, **CLEAR)

    assert "deconfliction" not in owed(identified)
    repeat = owed(identified)["deconfliction-repeat"].due_at
    assert repeat is not None
    assert repeat.date() == date(2026, 12, 24)  # the day ends at midnight in London


def test_record_deconfliction_that_is_too_old_opens_no_gate() -> None:
    identified = given.identified()

    with pytest.raises(Invalid, match="last 30 days"):
        does(
            "priya",
            commands.record_deconfliction,
            referral_id=identified,
            **CLEAR | {"done_on": TODAY - timedelta(days=31)},
        )


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"done_on": TODAY + timedelta(days=1)}, "done_on", "in the future"),
        ({"systems": []}, "systems", "Nothing is said to have been searched"),
    ],
)
def test_record_deconfliction_refuses_what_cannot_be(changed: dict[str, Any], field: str, says: str) -> None:
    identified = given.identified()

    with pytest.raises(Invalid, match=says) as refusal:
        does("priya", commands.record_deconfliction, referral_id=identified, **CLEAR | changed)
    assert refusal.value.field == field


def test_record_deconfliction_is_not_for_intake() -> None:
    identified = given.identified()

    with pytest.raises(NotPermitted):
        does("noor", commands.record_deconfliction, referral_id=identified, **CLEAR)
    assert last_refusal()[0] == "record_deconfliction"


def test_record_deconfliction_finds_nothing_for_strangers() -> None:
    identified = given.identified()

    for who in STRANGERS:
        with pytest.raises(REFUSED):
            does(who, commands.record_deconfliction, referral_id=identified, **CLEAR)
        assert last_refusal() == ("record_deconfliction", "not-visible")


def test_record_deconfliction_is_recorded_with_its_day() -> None:
    identified = given.identified()
    does("priya", commands.record_deconfliction, referral_id=identified, **CLEAR)

    [facts] = told.facts("referral.deconflicted")
    assert facts == {"referral_id": str(identified), "result": "CLEAR", "done_on": "2026-11-23"}
