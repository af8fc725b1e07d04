"""When something owed is due, worked out from its rule, its start and its pauses."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.kernel import clocks
from caseward.kernel.clocks.moments import london_day
from caseward.obligations.events import ObligationOwed
from caseward.obligations.models import Obligation


@dataclass(frozen=True, slots=True)
class Run:
    """A clock from when it starts, for what a function of the database is to write."""

    rule_key: str
    version: str
    started_at: datetime
    due_at: datetime | None
    due_on: date | None
    tells_at: datetime | None

    def owed(self, obligation_id: UUID, about_id: UUID) -> ObligationOwed:
        """What the ledger is to say of it."""
        return ObligationOwed(
            obligation_id=obligation_id,
            about_id=about_id,
            rule=self.rule_key,
            rule_version=self.version,
            due_on=self.due_on,
        )


def run_from(started_at: datetime, *, rule_key: str) -> Run:
    """The run of a clock under the rule in force on the day it starts. Raises UnknownDefinition and CalendarRanOut."""
    rule = catalogue().clock(rule_key, on=london_day(started_at))
    due = clocks.due(rule, started_at=started_at, pauses=(), calendar=catalogue().calendar())
    tells_at = tells_next(due, after=started_at)
    return Run(rule.key, rule.version, started_at, due.at, due.on, tells_at)


def derived(obligation: Obligation) -> clocks.Due:
    """When it is due, worked out afresh from its start, its pauses and its version of the rule."""
    return clocks.due(
        catalogue().clock_version(obligation.rule_key, obligation.rule_version),
        started_at=obligation.started_at,
        pauses=pauses_of(obligation),
        calendar=catalogue().calendar(),
    )


def pauses_in(stored: str | list[dict[str, str]]) -> list[dict[str, str]]:
    """The pauses of a row that no model has read: the driver leaves JSON as text there."""
    return json.loads(stored) if isinstance(stored, str) else stored


def tells_next(due: clocks.Due, *, after: datetime) -> datetime | None:
    """When the next whom its ladder names is told, after an instant; None when all were, or while it pauses."""
    return next((one.at for one in clocks.tellings(due) if one.at > after), None)


def pauses_of(obligation: Obligation) -> tuple[clocks.Pause, ...]:
    """Its pauses as the kernel takes them, the open one last."""
    ended = tuple(
        clocks.Pause(
            starts_at=datetime.fromisoformat(pause["from"]),
            ends_at=datetime.fromisoformat(pause["until"]),
            reason=pause["code"],
        )
        for pause in obligation.pauses
    )
    if obligation.paused_at is None:
        return ended
    return (
        *ended,
        clocks.Pause(starts_at=obligation.paused_at, ends_at=None, reason=obligation.paused_because or ""),
    )


def paused_then(obligation: Obligation, at: datetime) -> Obligation:
    """As its pauses stood at an instant; never saved."""
    begun = [pause for pause in obligation.pauses if datetime.fromisoformat(pause["from"]) <= at]
    running = [pause for pause in begun if datetime.fromisoformat(pause["until"]) > at]
    if running:
        obligation.paused_at, obligation.paused_because = (
            datetime.fromisoformat(running[0]["from"]),
            running[0]["code"],
        )
    elif obligation.paused_at is not None and obligation.paused_at > at:
        obligation.paused_at = obligation.paused_because = None
    obligation.pauses = [pause for pause in begun if pause not in running]
    obligation.due_at = None if obligation.paused_at else derived(obligation).at
    return obligation
