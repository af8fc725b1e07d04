"""The published pathways: walked from the first stage to every end, by every way and with every outcome."""

import itertools
import re
from collections.abc import Iterator
from datetime import date

import pytest

from caseward.foundation.catalogue import catalogue
from caseward.kernel.decisions import Refused
from caseward.kernel.pathways import (
    Established,
    Facts,
    FactValue,
    Gate,
    Outcome,
    Pathway,
    may_close,
    may_move,
    unmet,
    unmet_to_close,
)
from tests.kernel.pathway_cases import enough


PREVENT, INTAKE = (
    catalogue().pathway("prevent", "2026-11-22"),
    catalogue().pathway("prevent-intake", "2026-11"),
)
PATHWAYS = list(catalogue().pathways)
GATES = [
    pytest.param(pathway, gate, id=f"{pathway.key}: {gate.key}")
    for pathway in PATHWAYS
    for gate in pathway.gates
]
OUTCOMES = [
    pytest.param(pathway, outcome, id=f"{pathway.key}: {outcome.key}")
    for pathway in PATHWAYS
    for outcome in pathway.outcomes
]


def name(pathway: Pathway) -> str:
    return f"{pathway.key} {pathway.version}"


def simple_ways(pathway: Pathway, here: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way through the pathway that visits no stage twice, from here on."""
    yield here
    for onward in pathway.stage(here[-1]).leads_to:
        if onward not in here and not pathway.stage(onward).is_final:
            yield from simple_ways(pathway, (*here, onward))


# --- every pathway ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pathway", PATHWAYS, ids=name)
def test_every_way_can_be_walked_and_ends(pathway: Pathway) -> None:
    facts, ended = enough(pathway), set()
    for way in simple_ways(pathway, (pathway.first_stage,)):
        for here, there in itertools.pairwise(way):
            assert may_move(pathway, facts=facts, from_stage=here, to_stage=there), (here, there)
        for outcome in pathway.outcomes_from(way[-1]):
            assert may_close(pathway, facts=facts, stage=way[-1], outcome=outcome.key)
            ended.add(outcome.key)
    assert ended == {outcome.key for outcome in pathway.outcomes}


@pytest.mark.parametrize("pathway", PATHWAYS, ids=name)
def test_no_stage_is_left_towards_an_end_on_nothing_known(pathway: Pathway) -> None:
    for outcome in pathway.outcomes:
        for stage in outcome.from_stages:
            assert not may_close(pathway, facts=Facts(), stage=stage, outcome=outcome.key)


@pytest.mark.parametrize(("pathway", "gate"), GATES)
def test_every_gate_bites_on_its_own(pathway: Pathway, gate: Gate) -> None:
    """With everything in order but what one gate asks, something that was possible is refused in its words."""
    facts = enough(pathway).with_these(dict.fromkeys(gate.asks_about))
    told = {
        one.sentence
        for stage in pathway.stages
        for to in (None, *(key for key in stage.leads_to if not pathway.stage(key).is_final))
        for one in unmet(pathway, stage=stage.key, facts=facts, to=to)
    } | {
        one.sentence
        for outcome in pathway.outcomes
        for stage in outcome.from_stages
        for one in unmet_to_close(pathway, stage=stage, outcome=outcome.key, facts=facts)
    }
    assert gate.sentence in told


@pytest.mark.parametrize(("pathway", "gate"), GATES)
def test_every_gate_speaks_to_an_officer(pathway: Pathway, gate: Gate) -> None:
    assert re.fullmatch(r"[A-Z].*\. [A-Z].*\.", gate.sentence), "what is missing, then what would satisfy it"
    assert not re.search(r"[_{}<>]|\bNone\b|\b(fact|gate|null|true|false)\b", gate.sentence)
    assert not gate.title.endswith(".")
    assert gate.title[0].isupper()


@pytest.mark.parametrize(("pathway", "outcome"), OUTCOMES)
def test_no_ideology_is_an_outcome_nowhere(pathway: Pathway, outcome: Outcome) -> None:
    words = f"{outcome.key} {outcome.title} {' '.join(pathway.gate(key).sentence for key in outcome.gates)}"
    assert "ideolog" not in words.lower()


def test_ideology_is_named_in_no_rule_at_all() -> None:
    for pathway in PATHWAYS:
        words = [*(stage.decision for stage in pathway.stages), *(gate.sentence for gate in pathway.gates)]
        assert not [word for word in words if "ideolog" in word.lower()]


@pytest.mark.parametrize(("pathway", "outcome"), OUTCOMES)
def test_every_outcome_says_how_long_the_record_is_kept(pathway: Pathway, outcome: Outcome) -> None:
    assert (
        catalogue().retention(outcome.retention_rule, on=pathway.effective_from).key == outcome.retention_rule
    )


@pytest.mark.parametrize("pathway", PATHWAYS, ids=name)
def test_a_pathway_s_clocks_are_in_force_as_long_as_it_is(pathway: Pathway) -> None:
    for stage in pathway.stages:
        for key in stage.clocks:
            assert catalogue().clock(key, on=pathway.effective_from).is_in_force(on=pathway.effective_from)


@pytest.mark.parametrize("subject", sorted({pathway.subject for pathway in PATHWAYS}))
def test_every_fact_a_gate_asks_about_has_its_meaning_and_none_is_left_over(subject: str) -> None:
    of_subject = [pathway for pathway in PATHWAYS if pathway.subject == subject]
    asked = {fact for pathway in of_subject for gate in pathway.gates for fact in gate.asks_about}
    if subject == "case":  # what is asked of every case, whichever edition it began under
        asked |= {
            fact
            for gate in catalogue().table("closing", "evidence")["gate"].values()
            for fact in gate["true"]
        }
    assert asked | {"decision_recorded"} == set(catalogue().facts_about(subject))


def test_facts_that_decide_a_closing_are_derived_and_not_merely_said() -> None:
    known = catalogue().facts_about("case")
    closing = {fact for key in PREVENT.closure_gates for fact in PREVENT.gate(key).asks_about}
    assert {known[fact].established for fact in closing} == {Established.DERIVED}


# --- a referral -------------------------------------------------------------------------------------------

REFERRAL = enough(INTAKE).with_these({"second_referral_within_24_months": False, "person_identifiable": True})


def decide(outcome: str, **facts: FactValue) -> list[str]:
    known = REFERRAL.with_these(facts)
    return [one.gate.key for one in unmet_to_close(INTAKE, stage="gateway", outcome=outcome, facts=known)]


@pytest.mark.parametrize("outcome", ["adopt", "join", "refer-on", "advice-only", "no-further-action"])
def test_a_referral_in_order_can_be_decided(outcome: str) -> None:
    assert decide(outcome) == []


@pytest.mark.parametrize(
    ("facts", "gates"),
    [
        pytest.param({"fields_unchecked": 1}, ["fields-checked"], id="a field nobody checked"),
        pytest.param({"immediate_risk_screened": False}, ["immediate-risk-screened"], id="no screen for risk"),
        pytest.param({"immediate_risk_screened": None}, ["immediate-risk-screened"], id="a screen not known"),
        pytest.param({"candidates_unanswered": 1}, ["candidates-answered"], id="a candidate left unanswered"),
        pytest.param({"person_searched": False}, ["person-searched"], id="details changed since the search"),
        pytest.param({"deconfliction_age_days": 31}, ["deconfliction-current"], id="31 days since deconfliction"),
        pytest.param({"deconfliction_age_days": 30}, [], id="30 days since deconfliction"),
        pytest.param({"deconfliction_answered": False}, ["deconflicted"], id="on hold"),
        pytest.param(
            {"deconfliction_answered": None, "deconfliction_age_days": None},
            ["deconflicted", "deconfliction-current"],
            id="never deconflicted",
        ),
        pytest.param(
            {"gateway_decided_by_supervisor": False}, ["decided-by-supervisor"], id="decided by the case officer"
        ),
        pytest.param(
            {"decision_recorded": False}, ["decided-by-supervisor", "decision"], id="no decision on record"
        ),
        pytest.param(
            {"second_referral_within_24_months": True, "repeat_reviewed_by_supervisor": False},
            ["repeat-reviewed"],
            id="a second referral nobody reviewed",
        ),
        pytest.param(
            {"second_referral_within_24_months": None, "repeat_reviewed_by_supervisor": False},
            ["repeat-reviewed"],
            id="not known whether it is a second referral",
        ),
        pytest.param(
            {"second_referral_within_24_months": True, "repeat_reviewed_by_supervisor": True},
            [],
            id="a second referral a supervisor reviewed",
        ),
        pytest.param(
            {"person_identifiable": False, "person_searched": None, "deconfliction_age_days": None,
             "deconfliction_answered": None, "candidates_unanswered": None},
            [],
            id="nobody who could be looked for",
        ),
    ],
)  # fmt: skip
def test_a_gateway_decision_waits_for(facts: dict[str, FactValue], gates: list[str]) -> None:
    assert decide("no-further-action", **facts) == gates


def test_only_a_referral_tied_to_a_person_is_adopted() -> None:
    assert decide("adopt", person_settled=False) == ["person-settled"]
    assert decide("advice-only", person_settled=False) == []


@pytest.mark.parametrize("open_cases", [1, 2, None])
def test_nobody_has_a_second_case_beside_an_open_one(open_cases: FactValue) -> None:
    """F07: where it is not known whether one is open, none is opened."""
    assert decide("adopt", open_cases_here=open_cases) == ["no-open-case"]
    assert decide("join", open_case_to_join=False) == ["open-case"]


def test_a_referral_goes_on_only_to_somebody() -> None:
    assert decide("refer-on", receiver_named=None) == ["receiver-named"]


def test_a_misspelt_name_keeps_a_second_referral_where_it_is_until_the_first_is_answered() -> None:
    waiting = REFERRAL.with_these({"candidates_unanswered": 1})
    decision = may_move(INTAKE, facts=waiting, from_stage="identity", to_stage="deconfliction")
    assert isinstance(decision, Refused)
    assert decision.because == (
        "Some records could be this person. For each, say same person, not the same or cannot tell, with a reason."
    )


def test_a_referral_can_always_go_back_to_who_it_is() -> None:
    nothing_known = Facts({"decision_recorded": True, "fields_unchecked": 0, "immediate_risk_screened": True})
    assert may_move(INTAKE, facts=nothing_known, from_stage="deconfliction", to_stage="identity")
    assert may_move(INTAKE, facts=nothing_known, from_stage="gateway", to_stage="identity")


def test_nobody_sets_a_gate_of_a_referral_aside() -> None:
    assert [gate.key for gate in INTAKE.gates if gate.overridable_by] == []


# --- a case -------------------------------------------------------------------------------------------------

CASE = enough(PREVENT).with_these({"second_referral_within_24_months": False, "is_child": False})


def close(stage: str, outcome: str, **facts: FactValue) -> list[str]:
    known = CASE.with_these(facts)
    return [one.gate.key for one in unmet_to_close(PREVENT, stage=stage, outcome=outcome, facts=known)]


@pytest.mark.parametrize(
    ("facts", "gates"),
    [
        pytest.param({"open_gaps": 1}, ["no-open-gaps"], id="a question"),
        pytest.param({"open_actions": 2}, ["no-open-actions"], id="actions"),
        pytest.param({"open_risks": 1}, ["no-open-risks"], id="a risk"),
        pytest.param({"open_risks": None}, ["no-open-risks"], id="risks nobody counted"),
        pytest.param({"lookback_acknowledged": False}, ["look-back-acknowledged"], id="the last 90 days"),
        pytest.param({"outcome_given": False}, ["outcome-given"], id="the outcome"),
        pytest.param({"closure_approved_by_second_person": False}, ["second-person"], id="the second person"),
        pytest.param(
            {"second_referral_within_24_months": True, "supervisor_agrees_to_close": False},
            ["repeat-referral-agreed"],
            id="a second referral",
        ),
        pytest.param({"decision_recorded": False}, ["decision"], id="the decision"),
    ],
)
@pytest.mark.parametrize("outcome", PREVENT.outcomes, ids=lambda outcome: outcome.key)
def test_no_case_ends_over(outcome: Outcome, facts: dict[str, FactValue], gates: list[str]) -> None:
    for stage in outcome.from_stages:
        assert close(stage, outcome.key, **facts) == gates


def test_nothing_in_the_closing_can_be_set_aside() -> None:
    assert [key for key in PREVENT.closure_gates if PREVENT.gate(key).overridable_by] == []


def test_support_begins_with_consent_a_plan_and_a_child_s_own_view() -> None:
    nothing = CASE.with_these(
        {"consent_given": False, "support_plan_written": False, "own_view_recorded": False, "is_child": True}
    )
    missing = unmet(PREVENT, stage="consent", facts=nothing, to="support")
    assert [one.gate.key for one in missing] == ["consent-given", "own-view-recorded", "support-plan-written"]


def test_an_adult_is_not_asked_for_a_child_s_view() -> None:
    adult = CASE.with_these({"own_view_recorded": None, "is_child": False})
    assert unmet(PREVENT, stage="consent", facts=adult, to="support") == ()


def test_consent_refused_is_decided_again_and_never_silently_closed() -> None:
    refused = CASE.with_these({"consent_given": False})
    assert may_move(PREVENT, facts=refused, from_stage="consent", to_stage="panel")
    assert may_move(PREVENT, facts=refused, from_stage="consent", to_stage="pcm")
    assert not may_close(PREVENT, facts=refused, stage="consent", outcome="consent-withdrawn")


def test_only_a_met_section_36_test_takes_anybody_to_the_panel() -> None:
    assert not may_move(
        PREVENT, facts=CASE.with_these({"section_36_met": False}), from_stage="section-36", to_stage="panel"
    )


def test_case_management_leads_back_to_the_panel_and_needs_its_own_plan() -> None:
    assert may_move(PREVENT, facts=CASE, from_stage="pcm", to_stage="panel")
    assert close("pcm", "risk-managed", pcm_plan_written=False) == ["pcm-plan-written"]


@pytest.mark.parametrize(
    "stage", [stage.key for stage in PREVENT.stages if stage.key not in {"pcm", "closed"}]
)
def test_case_management_is_open_to_a_case_at_every_stage(stage: str) -> None:
    assert may_move(PREVENT, facts=CASE, from_stage=stage, to_stage="pcm")


def test_a_concern_is_called_over_only_after_the_review_at_twelve_months() -> None:
    assert PREVENT.outcome("no-further-concern").from_stages == ("review-12-months",)
    assert close("review-12-months", "no-further-concern", twelve_month_review_held=False) == [
        "twelve-month-review-held"
    ]


def test_a_transfer_ends_a_case_only_when_somebody_has_accepted_it() -> None:
    for outcome in ("transferred", "passed-to-pursue"):
        assert close("support", outcome, transfer_accepted=False) == ["transfer-accepted"]


def test_an_unfounded_concern_is_an_outcome_of_its_own_and_presumed_to_go() -> None:
    rule = catalogue().retention(PREVENT.outcome("unfounded").retention_rule)
    assert rule.standard.presumption == "DELETE"


def test_every_stage_of_a_case_is_left_by_a_decision_of_somebody_named() -> None:
    for stage in PREVENT.stages:
        assert stage.is_final or (
            stage.decision.endswith("?") and stage.decided_by and stage.decided_by_title
        )


def test_the_stages_are_those_of_the_channel_guidance_in_order() -> None:
    assert [stage.key for stage in PREVENT.stages] == [
        "information-gathering", "section-36", "panel", "consent", "support", "exit",
        "review-6-months", "review-12-months", "pcm", "closed",
    ]  # fmt: skip


def test_a_case_from_before_the_national_tracker_has_no_pathway_here() -> None:
    first = catalogue().pathway("prevent", "2026-11")
    assert first.effective_from == INTAKE.effective_from == date(2024, 5, 1)
    assert first.effective_from < PREVENT.effective_from
