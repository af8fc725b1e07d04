"""Moving and closing: through every gate or not at all, each refusal in sentences."""

from typing import Any

import pytest

from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.pathways import (
    Facts,
    NotInPathway,
    Override,
    may_close,
    may_move,
    may_override,
    unmet,
    unmet_to_close,
)
from tests.kernel.pathway_cases import ASSESSED, CONSENT, ENOUGH, FRESH, GAPS, PATHWAY


def override(gate: str = "deconflicted", **changes: Any) -> Override:
    values: dict[str, Any] = {
        "gate": gate,
        "because": "FIMU is closed today; asked by telephone.",
        "by": "beth",
        "capabilities": frozenset({"case.override"}),
        "second_person": None,
    }
    return Override(**{**values, **changes})


# --- what is unmet --------------------------------------------------------------------------------


def test_with_enough_facts_nothing_is_unmet() -> None:
    assert unmet(PATHWAY, stage="gathering", facts=ENOUGH, to="panel") == ()


def test_before_leaving_only_the_gates_of_the_stage_and_its_decision_count() -> None:
    missing = unmet(PATHWAY, stage="gathering", facts=Facts())
    assert [one.gate.key for one in missing] == ["deconflicted", "decision"]


def test_with_a_destination_its_gates_count_too() -> None:
    missing = unmet(PATHWAY, stage="gathering", facts=Facts(), to="panel")
    assert [one.gate.key for one in missing] == ["deconflicted", "assessed", "decision"]


def test_a_stage_without_a_question_asks_for_no_decision() -> None:
    assert [one.gate.key for one in unmet(PATHWAY, stage="support", facts=Facts())] == []


def test_an_unmet_gate_tells_what_is_not_known() -> None:
    (missing,) = unmet(PATHWAY, stage="gathering", facts=ENOUGH.with_these({"deconfliction_age_days": None}))
    assert missing.unknown == ("deconfliction_age_days",)
    (missing,) = unmet(PATHWAY, stage="gathering", facts=ENOUGH.with_these({"deconfliction_age_days": 31}))
    assert missing.unknown == ()


def test_the_missing_decision_is_asked_for_by_its_question() -> None:
    (missing,) = unmet(PATHWAY, stage="panel", facts=Facts())
    assert missing.sentence == "Record the decision first, with its reasons: Does the panel adopt the case?"


def test_to_close_the_closure_and_the_outcome_add_their_gates_once_each() -> None:
    missing = unmet_to_close(PATHWAY, stage="panel", outcome="no-concern", facts=Facts())
    assert [one.gate.key for one in missing] == ["gaps", "repeat", "assessed", "decision"]


# --- moving ---------------------------------------------------------------------------------------


def test_a_case_moves_when_every_gate_is_met() -> None:
    decision = may_move(PATHWAY, facts=ENOUGH, from_stage="gathering", to_stage="panel")
    assert decision == Allowed("every gate is met")


def test_a_refused_move_holds_the_sentence_of_every_unmet_gate() -> None:
    decision = may_move(PATHWAY, facts=Facts(), from_stage="gathering", to_stage="panel")
    assert isinstance(decision, Refused)
    assert decision.code == "pathway.unmet"
    assert decision.because == (
        f"{FRESH.sentence} {ASSESSED.sentence}"
        " Record the decision first, with its reasons: Is the section 36 test met?"
    )


def test_a_way_that_is_not_in_the_table_is_refused_with_those_that_are() -> None:
    decision = may_move(PATHWAY, facts=ENOUGH, from_stage="gathering", to_stage="support")
    assert isinstance(decision, Refused)
    assert decision.code == "pathway.no-way"
    assert decision.sentence == (
        "A case does not go from “Information gathering” to “Support”. From “Information gathering” it goes to “Panel”."
    )


def test_staying_where_it_is_is_no_move() -> None:
    decision = may_move(PATHWAY, facts=ENOUGH, from_stage="panel", to_stage="panel")
    assert isinstance(decision, Refused)
    assert decision.code == "pathway.no-way"


def test_an_end_is_reached_by_closing_never_by_moving() -> None:
    decision = may_move(PATHWAY, facts=ENOUGH, from_stage="panel", to_stage="closed")
    assert isinstance(decision, Refused)
    assert decision.code == "pathway.closes"


def test_nothing_leads_out_of_an_end() -> None:
    decision = may_move(PATHWAY, facts=ENOUGH, from_stage="closed", to_stage="panel")
    assert isinstance(decision, Refused)
    assert decision.remedy == ""


@pytest.mark.parametrize(("from_stage", "to_stage"), [("nowhere", "panel"), ("panel", "nowhere")])
def test_a_stage_of_another_version_is_a_fault(from_stage: str, to_stage: str) -> None:
    with pytest.raises(NotInPathway, match="prevent, version test, has no stage “nowhere”"):
        may_move(PATHWAY, facts=ENOUGH, from_stage=from_stage, to_stage=to_stage)


# --- closing --------------------------------------------------------------------------------------


def test_a_case_closes_when_the_closure_gate_is_met() -> None:
    assert may_close(PATHWAY, facts=ENOUGH, stage="panel", outcome="no-concern")


def test_one_open_question_keeps_a_case_open() -> None:
    decision = may_close(
        PATHWAY, facts=ENOUGH.with_these({"open_gaps": 1}), stage="panel", outcome="no-concern"
    )
    assert isinstance(decision, Refused)
    assert decision.because == GAPS.sentence


def test_a_second_referral_is_not_closed_without_the_supervisor() -> None:
    alone = ENOUGH.with_these({"repeat_referral": True, "supervisor_agrees": False})
    assert not may_close(PATHWAY, facts=alone, stage="panel", outcome="unfounded")
    assert may_close(
        PATHWAY, facts=alone.with_these({"repeat_referral": False}), stage="panel", outcome="unfounded"
    )


def test_an_outcome_that_does_not_fit_the_stage_is_refused_with_those_that_do() -> None:
    decision = may_close(PATHWAY, facts=ENOUGH, stage="gathering", outcome="no-concern")
    assert isinstance(decision, Refused)
    assert decision.code == "pathway.no-such-end"
    assert decision.remedy == "From “Information gathering” it can end as “The concern was unfounded”."


def test_a_stage_from_which_nothing_ends_says_only_that() -> None:
    decision = may_close(PATHWAY, facts=ENOUGH, stage="support", outcome="unfounded")
    assert isinstance(decision, Refused)
    assert decision.sentence == "A case at “Support” does not end as “The concern was unfounded”."


def test_an_outcome_of_another_version_is_a_fault() -> None:
    with pytest.raises(NotInPathway, match="no outcome “no-ideology”"):
        may_close(PATHWAY, facts=ENOUGH, stage="panel", outcome="no-ideology")


# --- overrides ------------------------------------------------------------------------------------

STALE = ENOUGH.with_these({"deconfliction_age_days": 45})


def test_an_unmet_gate_can_be_set_aside_by_whoever_it_names() -> None:
    decision = may_move(
        PATHWAY, facts=STALE, from_stage="gathering", to_stage="panel", overrides=[override()]
    )
    assert decision == Allowed("set aside with a reason: Deconfliction is no more than 30 days old")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param(
            {"capabilities": frozenset({"case.write"})}, "override.not-yours", id="not by the officer"
        ),
        pytest.param({"because": "  "}, "override.no-reason", id="not without a reason"),
    ],
)
def test_an_override_is_refused(changes: dict[str, Any], code: str) -> None:
    decision = may_move(
        PATHWAY, facts=STALE, from_stage="gathering", to_stage="panel", overrides=[override(**changes)]
    )
    assert isinstance(decision, Refused)
    assert decision.code == code
    assert "Deconfliction is no more than 30 days old" in decision.because


def test_a_gate_that_names_nobody_is_never_set_aside() -> None:
    decision = may_override(CONSENT, override=override("consent"))
    assert isinstance(decision, Refused)
    assert decision.code == "override.never"
    assert decision.remedy == CONSENT.sentence


@pytest.mark.parametrize(
    ("second", "allowed"),
    [(None, False), ("beth", False), ("priya", True)],
    ids=["nobody", "the same", "another"],
)
def test_some_gates_need_two_people_to_set_aside(second: str | None, allowed: bool) -> None:  # noqa: FBT001
    assert bool(may_override(GAPS, override=override("gaps", second_person=second))) is allowed


def test_setting_one_gate_aside_leaves_the_others_standing() -> None:
    decision = may_move(
        PATHWAY,
        facts=STALE.with_these({"assessment_signed": False}),
        from_stage="gathering",
        to_stage="panel",
        overrides=[override()],
    )
    assert isinstance(decision, Refused)
    assert decision.because == ASSESSED.sentence


def test_the_decision_itself_is_never_set_aside() -> None:
    decision = may_move(
        PATHWAY,
        facts=ENOUGH.with_these({"decision_recorded": False}),
        from_stage="gathering",
        to_stage="panel",
        overrides=[override("decision")],
    )
    assert isinstance(decision, Refused)
    assert decision.code == "override.never"


def test_setting_aside_a_gate_that_is_met_changes_nothing() -> None:
    decision = may_move(
        PATHWAY, facts=ENOUGH, from_stage="gathering", to_stage="panel", overrides=[override(because="")]
    )
    assert decision == Allowed("every gate is met")


def test_setting_aside_a_gate_of_another_version_is_a_fault() -> None:
    with pytest.raises(NotInPathway, match="no gate “vetting” to set aside"):
        may_move(
            PATHWAY, facts=ENOUGH, from_stage="gathering", to_stage="panel", overrides=[override("vetting")]
        )


def test_a_closing_can_be_overridden_by_two_people() -> None:
    facts = ENOUGH.with_these({"open_gaps": 2})
    both = override("gaps", second_person="priya")
    assert may_close(PATHWAY, facts=facts, stage="panel", outcome="unfounded", overrides=[both])
