"""A small pathway for the tests, its satisfying facts, and random pathways for the properties."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from caseward.kernel.pathways import Condition, FactKind, Facts, FactValue, Gate, Outcome, Pathway, Stage


KNOWN_FACTS = {
    "decision_recorded": FactKind.YES_NO,
    "assessment_signed": FactKind.YES_NO,
    "consent_given": FactKind.YES_NO,
    "repeat_referral": FactKind.YES_NO,
    "supervisor_agrees": FactKind.YES_NO,
    "open_gaps": FactKind.COUNT,
    "deconfliction_age_days": FactKind.COUNT,
}
KNOWN_CLOCKS = frozenset({"gateway-decision", "section-36-decision"})

ASSESSED = Gate(
    key="assessed",
    title="The assessment is signed",
    conditions=(Condition("assessment_signed"),),
    sentence="The assessment is not signed. Sign it before the decision it informs.",
)
FRESH = Gate(
    key="deconflicted",
    title="Deconfliction is no more than 30 days old",
    conditions=(Condition("deconfliction_age_days", at_most=30),),
    sentence="Deconfliction is missing or too old. Ask again and record the answer.",
    overridable_by="case.override",
)
CONSENT = Gate(
    key="consent",
    title="Consent is given",
    conditions=(Condition("consent_given"),),
    sentence="Consent has not been given. Ask, or take the case back to panel.",
)
GAPS = Gate(
    key="gaps",
    title="No question is open",
    conditions=(Condition("open_gaps", at_most=0),),
    sentence="A question is still open. Answer it or hand it over by name.",
    overridable_by="case.override",
    second_person=True,
)
REPEAT = Gate(
    key="repeat",
    title="A repeat referral has its supervisor's agreement",
    conditions=(Condition("supervisor_agrees"),),
    only_when="repeat_referral",
    sentence="This is a second referral. Ask the supervisor to agree.",
)

PATHWAY = Pathway(
    key="prevent",
    version="test",
    title="Prevent",
    source=("design",),
    effective_from=date(2026, 11, 1),
    effective_until=None,
    subject="case",
    first_stage="gathering",
    stages=(
        Stage(
            key="gathering",
            title="Information gathering",
            leads_to=("panel", "closed"),
            before_leaving=("deconflicted",),
            clocks=("section-36-decision",),
            decision="Is the section 36 test met?",
            decided_by="case.approve",
        ),
        Stage(
            key="panel",
            title="Panel",
            leads_to=("support", "gathering", "closed"),
            before_entering=("assessed",),
            decision="Does the panel adopt the case?",
            decided_by="case.approve",
        ),
        Stage(key="support", title="Support", leads_to=("panel",), before_entering=("consent",)),
        Stage(key="closed", title="Closed", is_final=True),
    ),
    gates=(ASSESSED, FRESH, CONSENT, GAPS, REPEAT),
    outcomes=(
        Outcome(
            key="no-concern",
            title="No concern remains",
            from_stages=("panel",),
            ends_in="closed",
            retention_rule="prevent-record",
            gates=("assessed",),
        ),
        Outcome(
            key="unfounded",
            title="The concern was unfounded",
            from_stages=("gathering", "panel"),
            ends_in="closed",
            retention_rule="prevent-unfounded",
        ),
    ),
    closure_gates=("gaps", "repeat"),
)


def enough(pathway: Pathway) -> Facts:
    """Facts under which every gate of the pathway is met."""
    values: dict[str, FactValue] = {"decision_recorded": True}
    for gate in pathway.gates:
        for condition in gate.conditions:
            if condition.kind is FactKind.YES_NO:
                values[condition.fact] = True
            else:
                values[condition.fact] = _within(pathway, condition.fact)
    return Facts(values)


def _within(pathway: Pathway, fact: str) -> int:
    asked = [condition for gate in pathway.gates for condition in gate.conditions if condition.fact == fact]
    lowest = [condition.at_least for condition in asked if condition.at_least is not None]
    highest = [condition.at_most for condition in asked if condition.at_most is not None]
    return max(lowest) if lowest else min(highest)


ENOUGH = enough(PATHWAY)
ALL_GATES = [gate.key for gate in PATHWAY.gates]


@st.composite
def random_pathways(draw: st.DrawFn) -> Pathway:
    """Any graph of up to seven stages, any gates anywhere: most of them faulty, some of them sound."""
    names = [f"stage-{number}" for number in range(draw(st.integers(2, 7)))]
    ends = set(draw(st.lists(st.sampled_from(names[1:]), min_size=1, max_size=2)))
    keys = st.lists(st.sampled_from(ALL_GATES), max_size=2, unique=True).map(tuple)
    onward = st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple)
    stages = tuple(
        Stage(
            key=name,
            title=name,
            leads_to=() if name in ends else tuple(key for key in draw(onward) if key != name),
            before_entering=draw(keys),
            before_leaving=draw(keys),
            is_final=name in ends,
        )
        for name in names
    )
    outcomes = tuple(
        Outcome(
            key=f"ends-in-{end}",
            title=end,
            from_stages=tuple(stage.key for stage in stages if end in stage.leads_to),
            ends_in=end,
            retention_rule="r",
        )
        for end in sorted(ends)
    )
    closure = tuple(ALL_GATES)
    return replace(PATHWAY, first_stage=names[0], stages=stages, outcomes=outcomes, closure_gates=closure)
