"""Who is told of a clock, and from when: whoever owes it at each warning, then rung by rung."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseward.kernel.clocks.calendars import Calendar
from caseward.kernel.clocks.due import Due
from caseward.kernel.clocks.moments import ONE_DAY, end_of, london_day, months_after
from caseward.kernel.clocks.rules import ClockRule, Rung, Unit


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


def told_to_all(rule: ClockRule, *, now: datetime, calendar: Calendar) -> datetime:
    """The latest due time (UTC) from which every rung of the rule's ladder had come by now.

    What is due later has somebody left to be told of it. Raises CalendarRanOut.
    """
    return min((_before(rung, now, calendar) for rung in rule.rungs), default=now)


def _after(due: Due, rung: Rung) -> datetime:
    if due.at is None or due.on is None:
        raise ValueError("A paused clock escalates to nobody.")
    if rung.unit is Unit.HOUR:
        return due.at + timedelta(hours=rung.duration)
    return _end_after(due.on, rung, due.calendar)


def _end_after(day: date, rung: Rung, calendar: Calendar) -> datetime:
    if rung.unit is Unit.WORKING_DAY:
        return end_of(calendar.shifted(day, working_days=rung.duration))
    if rung.unit is Unit.MONTH:
        return end_of(months_after(day, months=rung.duration))
    return end_of(day + rung.duration * ONE_DAY)


def _before(rung: Rung, now: datetime, calendar: Calendar) -> datetime:
    """The end of the last day after which the rung had come by now; a rung never comes sooner for a later day."""
    if rung.unit is Unit.HOUR:
        return now - timedelta(hours=rung.duration)
    day = london_day(now)
    while _end_after(day, rung, calendar) > now:
        day -= ONE_DAY
    return end_of(day)
