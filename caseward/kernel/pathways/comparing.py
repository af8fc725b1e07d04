"""What a newer version of a pathway changes, in sentences that a policy person can check against the paper."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from caseward.kernel.pathways.definition import Gate, Outcome, Pathway, Stage


_Part = TypeVar("_Part", Stage, Gate, Outcome)


def differences(before: Pathway, *, after: Pathway) -> tuple[str, ...]:
    """Every difference between two versions, stages first; () where they ask and promise the same."""
    return (
        *_parts("stage", before.stages, after.stages, _stage),
        *_parts("gate", before.gates, after.gates, _gate),
        *_parts("outcome", before.outcomes, after.outcomes, _outcome),
        *_lists("Every closing", "asks for", before.closure_gates, after.closure_gates),
        *_lists("Every stage", "lets run", before.clocks_always, after.clocks_always),
        *_lists("The pathway", "begins with", before.begins_with, after.begins_with),
    )


def _parts(
    kind: str,
    before: Iterable[_Part],
    after: Iterable[_Part],
    compare: Callable[[_Part, _Part], Iterator[str]],
) -> Iterator[str]:
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    yield from (f"The {kind} “{one.title}” is gone." for key, one in old.items() if key not in new)
    yield from (f"The {kind} “{one.title}” is new." for key, one in new.items() if key not in old)
    for key, one in old.items():
        if key in new:
            yield from compare(one, new[key])


def _stage(old: Stage, new: Stage) -> Iterator[str]:
    who = f"The stage “{old.title}”"
    yield from _said(who, "is called", old.title, new.title)
    yield from _said(who, "asks", old.decision, new.decision)
    yield from _said(who, "is decided by", old.decided_by_title, new.decided_by_title)
    yield from _said(who, "is decided from the rank of", old.decided_by_rank, new.decided_by_rank)
    for does, before, after in (
        ("leads to", old.leads_to, new.leads_to),
        ("asks before entering for", old.before_entering, new.before_entering),
        ("asks before leaving for", old.before_leaving, new.before_leaving),
        ("lets run", old.clocks, new.clocks),
        ("says on entering", old.on_entering, new.on_entering),
        ("says on leaving", old.on_leaving, new.on_leaving),
    ):
        yield from _lists(who, does, before, after)


def _gate(old: Gate, new: Gate) -> Iterator[str]:
    who = f"The gate “{old.title}”"
    yield from _said(who, "says", old.sentence, new.sentence)
    yield from _lists(who, "asks about", old.asks_about, new.asks_about)
    yield from _said(who, "is said from the rank of", old.decided_by_rank, new.decided_by_rank)
    yield from _said(
        who, "may be set aside with", old.overridable_by or "nobody", new.overridable_by or "nobody"
    )
    if old.second_person is not new.second_person:
        yield f"{who} now asks for {'a second person' if new.second_person else 'one person'} to set it aside."


def _outcome(old: Outcome, new: Outcome) -> Iterator[str]:
    who = f"The outcome “{old.title}”"
    yield from _said(who, "is called", old.title, new.title)
    yield from _said(who, "is kept under", old.retention_rule, new.retention_rule)
    yield from _lists(who, "is reached from", old.from_stages, new.from_stages)
    yield from _lists(who, "asks for", old.gates, new.gates)


def _said(who: str, does: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{who} {does} “{new}”, no longer “{old}”."


def _lists(who: str, does: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    before, after = list(old), list(new)
    yield from (f"{who} {does} “{key}” as well." for key in after if key not in before)
    yield from (f"{who} no longer {does} “{key}”." for key in before if key not in after)
