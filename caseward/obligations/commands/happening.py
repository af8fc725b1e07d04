"""What happens to a record ends what was waited for, and starts what is owed next (ADR 27)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, step
from caseward.kernel import clocks
from caseward.kernel.clocks import ClockRule
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import events, policies, queries
from caseward.obligations.commands.owing import due_under, ending, still_owed
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import Happened, Matter


@step
def happened(
    ctx: Context,
    *,
    about: Matter,
    code: str,
    at: datetime,
    rules: Collection[str],
    owner_id: UUID | None,
    withdraws: bool = False,
) -> tuple[str, ...]:
    """One thing happened: as `all_happened` has it."""
    one = Happened(code, at, withdraws=withdraws)
    return all_happened(ctx, about=about, what=[one], rules=rules, owner_id=owner_id)


@step
def all_happened(
    ctx: Context, *, about: Matter, what: Sequence[Happened], rules: Collection[str], owner_id: UUID | None
) -> tuple[str, ...]:
    """End what each code ends, and start what it starts of the named rules, from when it happened; one after another.

    What happened before a run began neither ends nor starts it: the run stands on something later. `owner_id` owes what
    the rule leaves to the owner; without an owner it falls to whoever can. What is withdrawn was not done and is no
    longer owed. Returns what to tell the officer of each due day that moved ("Next panel: was due …; now due ….").
    What is owed is asked once for all of them, and not at all where nothing can come of it. Raises CalendarRanOut.
    """
    ctx.authorise(policies.may_know(ctx.actor, about.compartment_id))
    each = [(one, _starting(one, rules)) for one in what]
    if not any(starting or queries.ends_any(one.code) for one, starting in each):
        return ()
    course = _Course(ctx, about, owner_id, {one.rule_key: one for one in still_owed(ctx, about.id)})
    moved = [sentence for one, starting in each for sentence in course.take(one, starting)]
    course.write()
    return tuple(moved)


@dataclass(slots=True)
class _Course:
    """What runs about a record while one thing after another happens; written down together, ends before beginnings."""

    ctx: Context
    about: Matter
    owner_id: UUID | None
    running: dict[str, Obligation]
    ended: list[tuple[Obligation, dict[str, Any]]] = field(default_factory=list)
    begun: list[Obligation] = field(default_factory=list)

    def take(self, one: Happened, starting: Sequence[ClockRule]) -> Iterator[str]:
        """Let it end and begin what it does; says which due days moved."""
        ended = {key: each for key, each in self.running.items() if _ends(each, one)}
        if any(each in self.begun for each in ended.values()):
            self.write()  # it ends what something before it began
        for key, obligation in ended.items():
            self._end(obligation, one)
            del self.running[key]
        for rule in starting:
            if rule.key not in self.running:
                begun = self._begin(rule, one)
                yield from _moved(ended.get(rule.key), begun)

    def write(self) -> None:
        """Ends first: nothing is owed twice at once under one rule."""
        self.ctx.change_all(self.ended)
        self.ctx.add_all(self.begun)
        self.ended, self.begun = [], []

    def _end(self, obligation: Obligation, one: Happened) -> None:
        how = one.code.partition(".")[2]
        said = events.ObligationWithdrawn if one.withdraws else events.ObligationFulfilled
        self.ended.append((obligation, ending(self.ctx, obligation, how=how, at=one.at)))
        self.ctx.record(said(obligation_id=obligation.pk, about_id=self.about.id, how=how))

    def _begin(self, rule: ClockRule, one: Happened) -> Obligation:
        bearer = self.owner_id if rule.owed_by is clocks.Bearer.OWNER else None
        obligation, owed = due_under(self.about, rule, one.at, bearer, rule.capability)
        self.begun.append(obligation)
        self.running[rule.key] = obligation
        self.ctx.record(owed)
        return obligation


def _starting(one: Happened, rules: Collection[str]) -> list[ClockRule]:
    day, keys = london_day(one.at), queries.started_by(one.code).intersection(rules)
    in_force = (catalogue().clock(key, on=day) for key in sorted(keys))
    return [rule for rule in in_force if one.code in rule.starts_on]


def _ends(obligation: Obligation, one: Happened) -> bool:
    rule = catalogue().clock_version(obligation.rule_key, obligation.rule_version)
    return one.code in rule.ends_on and one.at >= obligation.started_at


def _moved(before: Obligation | None, begun: Obligation) -> Iterator[str]:
    if before is not None:
        due = queries.derived(before)
        sentence = clocks.moved(due, after=queries.derived(begun))
        if sentence:
            yield f"{due.rule.title}: {sentence}"
