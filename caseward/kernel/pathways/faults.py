"""What is wrong with a pathway before it is published: traps, dead ends, gates nobody can pass."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from caseward.kernel.pathways.definition import Beginning, Gate, Pathway, Stage
from caseward.kernel.pathways.facts import Condition, FactKind
from caseward.kernel.pathways.unmet import DECISION_FACT


def faults(
    pathway: Pathway, *, known_clocks: Collection[str], known_facts: Mapping[str, FactKind]
) -> list[str]:
    """Every reason why the pathway must not be published, each a sentence naming the key; [] if it is sound.

    Looks for keys used twice or never defined, unreachable stages, dead ends, stages from which no end can be
    reached, facts and clocks that do not exist, gates that contradict each other. Source: house.md section 6.
    """
    basic = list(chain(_twice(pathway), _undefined(pathway)))
    if basic:  # the rest would stumble over missing keys
        return basic
    checks: tuple[Callable[[Pathway], Iterator[str]], ...] = (
        _beginnings,
        _stages,
        _unreachable,
        _trapped,
        _outcomes,
        _unused,
        _gates,
        _contradictions,
    )
    found = [fault for check in checks for fault in check(pathway)]
    return [*found, *_unknown_clocks(pathway, known_clocks), *_unknown_facts(pathway, known_facts)]


def ways_on(pathway: Pathway, stage: Stage) -> tuple[str, ...]:
    """The stages a case can really reach from here: an end only where some outcome leads into it."""
    ends = {outcome.ends_in for outcome in pathway.outcomes_from(stage.key)}
    return tuple(key for key in stage.leads_to if not pathway.stage(key).is_final or key in ends)


def _twice(pathway: Pathway) -> Iterator[str]:
    for kind, parts in (("stage", pathway.stages), ("gate", pathway.gates), ("outcome", pathway.outcomes)):
        for key, times in Counter(part.key for part in parts).items():
            if times > 1:
                yield f"The {kind} “{key}” is defined {times} times."


def _undefined(pathway: Pathway) -> Iterator[str]:
    stages, gates = {stage.key for stage in pathway.stages}, {gate.key for gate in pathway.gates}
    named_stages = {
        "The pathway": (pathway.first_stage,),
        **{f"The stage “{stage.key}”": stage.leads_to for stage in pathway.stages},
        **{f"The outcome “{one.key}”": (*one.from_stages, one.ends_in) for one in pathway.outcomes},
    }
    named_gates = {
        "The closure list": pathway.closure_gates,
        **{f"The stage “{s.key}”": (*s.before_entering, *s.before_leaving) for s in pathway.stages},
        **{f"The outcome “{one.key}”": one.gates for one in pathway.outcomes},
    }
    yield from (f"{who} names an unknown stage “{key}”." for who, key in _missing(named_stages, stages))
    yield from (f"{who} names an unknown gate “{key}”." for who, key in _missing(named_gates, gates))


def _missing(named: Mapping[str, tuple[str, ...]], known: set[str]) -> Iterator[tuple[str, str]]:
    return ((who, key) for who, keys in named.items() for key in keys if key not in known)


def _beginnings(pathway: Pathway) -> Iterator[str]:
    otherwise = set(pathway.begins_with) - {Beginning.REFERRAL}
    if otherwise and not pathway.opened_by_units:
        yield f"No unit opens what begins with {', '.join(sorted(otherwise))}."
    if pathway.opened_by_units and not otherwise:
        yield "Units are named that open it, and it begins with nothing that they could open it with."
    if pathway.sealed and Beginning.REFERRAL in pathway.begins_with:
        yield "It is sealed from its first instant, and a referral that it began with would be known already."


def _stages(pathway: Pathway) -> Iterator[str]:
    for stage in pathway.stages:
        if stage.is_final and stage.leads_to:
            yield f"The stage “{stage.key}” is an end and still leads on."
        if not stage.is_final and not stage.leads_to:
            yield f"The stage “{stage.key}” is a dead end: it leads nowhere and is not final."
        if stage.key in stage.leads_to:
            yield f"The stage “{stage.key}” leads to itself."
        if stage.decision and not stage.decided_by:
            yield f"The stage “{stage.key}” asks a question and does not say who decides."
    if pathway.stage(pathway.first_stage).is_final:
        yield f"The pathway begins at its end, “{pathway.first_stage}”."


def _unreachable(pathway: Pathway) -> Iterator[str]:
    onward = {stage.key: ways_on(pathway, stage) for stage in pathway.stages}
    reached = _closure({pathway.first_stage}, onward)
    yield from (f"The stage “{key}” cannot be reached." for key in onward if key not in reached)


def _trapped(pathway: Pathway) -> Iterator[str]:
    back: dict[str, list[str]] = {stage.key: [] for stage in pathway.stages}
    for stage in pathway.stages:
        for key in ways_on(pathway, stage):
            back[key].append(stage.key)
    free = _closure({stage.key for stage in pathway.stages if stage.is_final}, back)
    yield from (
        f"A {pathway.subject} at “{key}” is trapped: no end can be reached."
        for key in back
        if key not in free
    )


def _closure(begun: set[str], steps: Mapping[str, Collection[str]]) -> set[str]:
    reached, frontier = set(begun), list(begun)
    while frontier:
        new = set(steps[frontier.pop()]) - reached
        reached |= new
        frontier.extend(new)
    return reached


def _outcomes(pathway: Pathway) -> Iterator[str]:
    for outcome in pathway.outcomes:
        if not pathway.stage(outcome.ends_in).is_final:
            yield f"The outcome “{outcome.key}” ends in “{outcome.ends_in}”, which is no end."
        if not outcome.from_stages:
            yield f"The outcome “{outcome.key}” can be reached from nowhere."
        for key in outcome.from_stages:
            if outcome.ends_in not in pathway.stage(key).leads_to:
                yield f"The outcome “{outcome.key}” starts from “{key}”, which does not lead to “{outcome.ends_in}”."
    for stage in pathway.stages:
        for key in sorted(set(stage.leads_to) - set(ways_on(pathway, stage))):
            yield f"The stage “{stage.key}” leads to the end “{key}”, but no outcome does."


def _unused(pathway: Pathway) -> Iterator[str]:
    used = {
        *pathway.closure_gates,
        *(key for stage in pathway.stages for key in (*stage.before_entering, *stage.before_leaving)),
        *(key for outcome in pathway.outcomes for key in outcome.gates),
    }
    yield from (f"The gate “{gate.key}” guards nothing." for gate in pathway.gates if gate.key not in used)


def _gates(pathway: Pathway) -> Iterator[str]:
    for gate in pathway.gates:
        if not gate.conditions:
            yield f"The gate “{gate.key}” asks nothing."
        if gate.key == "decision":
            yield "The gate “decision” is the engine's own name."
        if not gate.sentence.strip().endswith("."):
            yield f"The gate “{gate.key}” does not tell the officer, in a sentence, what is missing."
        if gate.second_person and not gate.overridable_by:
            yield f"The gate “{gate.key}” asks for a second person and lets nobody set it aside."


def _contradictions(pathway: Pathway) -> Iterator[str]:
    bounds: dict[str, list[Condition]] = {}
    for condition in chain.from_iterable(gate.conditions for gate in pathway.gates):
        bounds.setdefault(condition.fact, []).append(condition)
    for fact, conditions in bounds.items():
        lowest = max((c.at_least for c in conditions if c.at_least is not None), default=None)
        highest = min((c.at_most for c in conditions if c.at_most is not None), default=None)
        if lowest is not None and highest is not None and lowest > highest:
            yield f"No number satisfies every gate on “{fact}”: at least {lowest} and at most {highest}."


def _unknown_clocks(pathway: Pathway, known: Collection[str]) -> Iterator[str]:
    yield from (
        f"The pathway runs an unknown clock “{key}”." for key in pathway.clocks_always if key not in known
    )
    for stage in pathway.stages:
        for key in stage.clocks:
            if key not in known:
                yield f"The stage “{stage.key}” runs an unknown clock “{key}”."


def _unknown_facts(pathway: Pathway, known: Mapping[str, FactKind]) -> Iterator[str]:
    asked: dict[tuple[str, FactKind], Gate | None] = {}
    for gate in pathway.gates:
        asked.update({(condition.fact, condition.kind): gate for condition in gate.conditions})
        if gate.only_when:
            asked[gate.only_when, FactKind.YES_NO] = gate
    if any(stage.decision for stage in pathway.stages):
        asked[DECISION_FACT, FactKind.YES_NO] = None
    for (fact, kind), by in asked.items():
        who = f"The gate “{by.key}”" if by else "A stage with a decision"
        if fact not in known:
            yield f"{who} asks about an unknown fact “{fact}”."
        elif known[fact] is not kind:
            yield f"{who} asks about “{fact}” as {kind}, but it is {known[fact]}."
