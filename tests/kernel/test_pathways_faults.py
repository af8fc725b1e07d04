"""What keeps a pathway from being published: each fault is found and named, a sound pathway has none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from caseward.kernel.pathways import (
    Condition,
    FactKind,
    Gate,
    Outcome,
    Pathway,
    Stage,
    faults,
    may_close,
    may_move,
)
from tests.kernel.pathway_cases import ENOUGH, KNOWN_CLOCKS, KNOWN_FACTS, PATHWAY, enough, random_pathways


GATHERING, PANEL, SUPPORT, CLOSED = PATHWAY.stages
NO_CONCERN, UNFOUNDED = PATHWAY.outcomes


def found(pathway: Pathway) -> list[str]:
    return faults(pathway, known_clocks=KNOWN_CLOCKS, known_facts=KNOWN_FACTS)


def stages(*changed: Stage) -> Pathway:
    """The pathway with stages of these keys replaced, new ones added."""
    by_key = {stage.key: stage for stage in (*PATHWAY.stages, *changed)}
    return replace(PATHWAY, stages=tuple(by_key.values()))


def gate(**changes: object) -> Pathway:
    """The pathway with one more closure gate that differs from a sound one."""
    sound = Gate(key="extra", title="Extra", conditions=(Condition("consent_given"),), sentence="Do it.")
    odd = replace(sound, **changes)  # type: ignore[arg-type]
    return replace(PATHWAY, gates=(*PATHWAY.gates, odd), closure_gates=(*PATHWAY.closure_gates, odd.key))


def outcomes(*changed: Outcome) -> Pathway:
    return replace(PATHWAY, outcomes=changed)


def test_a_sound_pathway_has_no_faults() -> None:
    assert found(PATHWAY) == []


@pytest.mark.parametrize(
    ("pathway", "fault"),
    [
        pytest.param(
            replace(PATHWAY, stages=(*PATHWAY.stages, PANEL)),
            "The stage “panel” is defined 2 times.",
            id="twice",
        ),
        pytest.param(
            replace(PATHWAY, first_stage="intake"),
            "The pathway names an unknown stage “intake”.",
            id="no beginning",
        ),
        pytest.param(
            stages(replace(SUPPORT, leads_to=("exit",))),
            "The stage “support” names an unknown stage “exit”.",
            id="leads to nowhere known",
        ),
        pytest.param(
            stages(replace(SUPPORT, before_leaving=("plan",))),
            "The stage “support” names an unknown gate “plan”.",
            id="a gate nobody defined",
        ),
        pytest.param(
            replace(PATHWAY, closure_gates=("gaps", "plan", "repeat")),
            "The closure list names an unknown gate “plan”.",
            id="a closure gate nobody defined",
        ),
        pytest.param(
            outcomes(NO_CONCERN, replace(UNFOUNDED, from_stages=("exit",))),
            "The outcome “unfounded” names an unknown stage “exit”.",
            id="an outcome from nowhere known",
        ),
        pytest.param(
            outcomes(NO_CONCERN, replace(UNFOUNDED, gates=("letter",))),
            "The outcome “unfounded” names an unknown gate “letter”.",
            id="an outcome behind an unknown gate",
        ),
        pytest.param(
            stages(Stage(key="island", title="Island", leads_to=("panel",))),
            "The stage “island” cannot be reached.",
            id="unreachable",
        ),
        pytest.param(
            stages(replace(SUPPORT, leads_to=())),
            "The stage “support” is a dead end: it leads nowhere and is not final.",
            id="a dead end",
        ),
        pytest.param(
            stages(replace(CLOSED, leads_to=("panel",))),
            "The stage “closed” is an end and still leads on.",
            id="an end that is none",
        ),
        pytest.param(
            stages(replace(SUPPORT, leads_to=("support", "panel"))),
            "The stage “support” leads to itself.",
            id="a loop",
        ),
        pytest.param(
            stages(replace(PANEL, decided_by="")),
            "The stage “panel” asks a question and does not say who decides.",
            id="a question to nobody",
        ),
        pytest.param(
            replace(PATHWAY, first_stage="closed"),
            "The pathway begins at its end, “closed”.",
            id="over at once",
        ),
        pytest.param(
            outcomes(NO_CONCERN, replace(UNFOUNDED, ends_in="support")),
            "The outcome “unfounded” ends in “support”, which is no end.",
            id="an outcome that does not end",
        ),
        pytest.param(
            outcomes(NO_CONCERN, UNFOUNDED, replace(UNFOUNDED, key="lost", from_stages=())),
            "The outcome “lost” can be reached from nowhere.",
            id="an outcome from no stage",
        ),
        pytest.param(
            outcomes(replace(NO_CONCERN, from_stages=("support", "panel")), UNFOUNDED),
            "The outcome “no-concern” starts from “support”, which does not lead to “closed”.",
            id="an outcome against the table",
        ),
        pytest.param(
            outcomes(NO_CONCERN),
            "The stage “gathering” leads to the end “closed”, but no outcome does.",
            id="an end without an outcome",
        ),
        pytest.param(
            replace(PATHWAY, closure_gates=("gaps",)),
            "The gate “repeat” guards nothing.",
            id="a gate in a field",
        ),
        pytest.param(gate(conditions=()), "The gate “extra” asks nothing.", id="a gate without a question"),
        pytest.param(
            gate(sentence="Open gaps"),
            "The gate “extra” does not tell the officer, in a sentence, what is missing.",
            id="a gate without a sentence",
        ),
        pytest.param(
            gate(second_person=True),
            "The gate “extra” asks for a second person and lets nobody set it aside.",
            id="two people for nothing",
        ),
        pytest.param(
            gate(key="decision"), "The gate “decision” is the engine's own name.", id="a taken name"
        ),
        pytest.param(
            gate(conditions=(Condition("open_gaps", at_least=1),)),
            "No number satisfies every gate on “open_gaps”: at least 1 and at most 0.",
            id="gates that contradict each other",
        ),
        pytest.param(
            gate(conditions=(Condition("mood_good"),)),
            "The gate “extra” asks about an unknown fact “mood_good”.",
            id="an unknown fact",
        ),
        pytest.param(
            gate(only_when="weather"),
            "The gate “extra” asks about an unknown fact “weather”.",
            id="an unknown fact in a proviso",
        ),
        pytest.param(
            gate(conditions=(Condition("open_gaps"),)),
            "The gate “extra” asks about “open_gaps” as YES_NO, but it is COUNT.",
            id="a count asked for a yes",
        ),
        pytest.param(
            stages(replace(PANEL, clocks=("moon",))),
            "The stage “panel” runs an unknown clock “moon”.",
            id="a clock",
        ),
    ],
)
def test_a_fault_is_found_and_named(pathway: Pathway, fault: str) -> None:
    assert fault in found(pathway)


def test_bounds_that_leave_one_number_do_not_contradict_each_other() -> None:
    assert found(gate(conditions=(Condition("open_gaps", at_least=0),))) == []


def test_a_stage_from_which_no_end_can_be_reached_is_a_trap() -> None:
    trapped = stages(
        replace(SUPPORT, leads_to=("panel", "limbo")),
        Stage(key="limbo", title="Limbo", leads_to=("waiting",)),
        Stage(key="waiting", title="Waiting", leads_to=("limbo",)),
    )
    assert found(trapped) == [
        "A case at “limbo” is trapped: no end can be reached.",
        "A case at “waiting” is trapped: no end can be reached.",
    ]


def test_an_end_without_an_outcome_traps_whoever_relies_on_it() -> None:
    only_way = stages(
        replace(PANEL, leads_to=("support", "gathering")), replace(GATHERING, leads_to=("panel",))
    )
    assert "A case at “panel” is trapped: no end can be reached." in found(replace(only_way, outcomes=()))


def test_without_a_recorded_decision_fact_no_stage_may_ask_for_one() -> None:
    without = {name: kind for name, kind in KNOWN_FACTS.items() if name != "decision_recorded"}
    assert "A stage with a decision asks about an unknown fact “decision_recorded”." in faults(
        PATHWAY, known_clocks=KNOWN_CLOCKS, known_facts=without
    )


def test_a_pathway_is_in_force_from_its_first_day_until_it_ceases() -> None:
    passing = replace(PATHWAY, effective_until=date(2027, 1, 1))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [passing.is_in_force(on=day) for day in days] == [False, True, True, False]
    assert PATHWAY.is_in_force(on=date(2099, 1, 1))


# --- properties: a random pathway is either found faulty, or traps nobody ---------------------------

COUNTS = frozenset(name for name, kind in KNOWN_FACTS.items() if kind is FactKind.COUNT)


def steps(pathway: Pathway, stage: str) -> set[str]:
    """Where a case with enough facts can really go from here, by asking the engine."""
    facts = enough(pathway)
    onward = {
        other.key
        for other in pathway.stages
        if may_move(pathway, facts=facts, from_stage=stage, to_stage=other.key)
    }
    ended = {
        outcome.ends_in
        for outcome in pathway.outcomes
        if may_close(pathway, facts=facts, stage=stage, outcome=outcome.key)
    }
    return onward | ended


def walk(pathway: Pathway, begun: str) -> set[str]:
    reached, frontier = {begun}, [begun]
    while frontier:
        new = steps(pathway, frontier.pop()) - reached
        reached |= new
        frontier.extend(new)
    return reached


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(random_pathways())
def test_a_pathway_without_faults_never_traps_a_case(pathway: Pathway) -> None:
    assume(not found(pathway))
    ends = {stage.key for stage in pathway.stages if stage.is_final}
    for stage in walk(pathway, pathway.first_stage):
        assert walk(pathway, stage) & ends


@given(random_pathways())
def test_a_pathway_that_traps_a_case_is_always_found_faulty(pathway: Pathway) -> None:
    ends = {stage.key for stage in pathway.stages if stage.is_final}
    trapped = any(not walk(pathway, stage) & ends for stage in walk(pathway, pathway.first_stage))
    assert not trapped or found(pathway)


@given(
    st.dictionaries(
        st.sampled_from(sorted(KNOWN_FACTS)), st.one_of(st.none(), st.booleans(), st.integers(0, 60))
    )
)
def test_whoever_may_move_with_less_may_move_with_enough(known: dict[str, bool | int | None]) -> None:
    with_less = PATHWAY, ENOUGH.with_these(known)
    for here in PATHWAY.stages:
        for there in here.leads_to:
            ways = [
                bool(may_move(with_less[0], facts=facts, from_stage=here.key, to_stage=there))
                for facts in (with_less[1], ENOUGH)
            ]
            assert ways[1] or not ways[0]
