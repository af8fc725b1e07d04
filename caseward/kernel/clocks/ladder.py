"""Who is told of a clock, and from when: whoever owes it at each warning, then rung by rung."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from caseward.kernel.clocks.due import Due
from caseward.kernel.clocks.moments import ONE_DAY, end_of, months_after
from caseward.kernel.clocks.rules import Rung, Unit


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: from when (UTC), and which role hears of it; an empty role is whoever owes it."""

    at: datetime
    role: str


def tellings(due: Due) -> tuple[Telling, ...]:
    """Every telling of a running clock, earliest first; () while it is paused.

    Whoever owes it is told at each warning and when the time has run out; the first role of the ladder then, too,
    and the others as long after as their rung says. Raises CalendarRanOut.
    """
    if due.at is None:
        return ()
    told = [Telling(at, "") for at in (*due.warnings, due.at)]
    told.append(Telling(due.at, due.rule.escalates_to_role))
    told.extend(Telling(_after(due, rung), rung.escalates_to_role) for rung in due.rule.rungs)
    return tuple(sorted(told, key=lambda one: (one.at, one.role)))


def _after(due: Due, rung: Rung) -> datetime:
    if due.at is None or due.on is None:
        raise ValueError("A paused clock escalates to nobody.")
    if rung.unit is Unit.HOUR:
        return due.at + timedelta(hours=rung.duration)
    if rung.unit is Unit.WORKING_DAY:
        return end_of(due.calendar.shifted(due.on, working_days=rung.duration))
    if rung.unit is Unit.MONTH:
        return end_of(months_after(due.on, months=rung.duration))
    return end_of(due.on + rung.duration * ONE_DAY)
