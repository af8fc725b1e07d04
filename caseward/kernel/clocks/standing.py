"""How a clock stands now: late by how much, due today, warned, running or paused, each as a plain phrase."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseward.kernel.clocks.due import Due
from caseward.kernel.clocks.moments import in_london, london_day
from caseward.kernel.clocks.rules import Unit
from caseward.kernel.wording import day_in_words, gettext_noop


class Standing(enum.StrEnum):
    """Where a clock stands, most urgent first: lists sort by this order."""

    LATE = "LATE"
    DUE_TODAY = "DUE_TODAY"
    WARNED = "WARNED"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"


# Hours tell how late something is for so many days; nobody counts a thousand of them.
DAYS_FROM, A_DAY = 3, 24


@dataclass(frozen=True, slots=True)
class State:
    """How a clock stands at one instant.

    `amount` is how late it is or how much is left, in whole `unit`s; `sentence` says it ("2 working days late").
    """

    standing: Standing
    amount: int
    unit: Unit
    sentence: str

    @property
    def is_late(self) -> bool:
        """Whether the time has run out."""
        return self.standing is Standing.LATE


def state(due: Due, *, now: datetime) -> State:
    """How the clock stands at an instant; with the instant it ended, how it ended.

    Lateness is counted in the rule's own unit (a clock of months in days, one of hours in days from the third on):
    working days late are the working days after the due day up to today. Raises CalendarRanOut, and ValueError for an
    instant without its zone.
    """
    today = london_day(now)
    if due.at is None or due.on is None:
        return _paused(due)
    if now >= due.at:
        return _late(due, _units(due, since=due.at, after=due.on, now=now, today=today))
    if today == due.on:
        return State(Standing.DUE_TODAY, 0, _counting_unit(due), _today(due))
    left = _units(due, since=now, after=today, now=due.at, today=due.on)
    standing = Standing.WARNED if any(now >= instant for instant in due.warnings) else Standing.RUNNING
    return State(standing, left, _counting_unit(due), _left(due, left))


def _counting_unit(due: Due) -> Unit:
    return Unit.CALENDAR_DAY if due.rule.unit is Unit.MONTH else due.rule.unit


def _units(due: Due, *, since: datetime, after: date, now: datetime, today: date) -> int:
    """Whole units from `since` (on the day `after`) to `now` (on the day `today`)."""
    unit = _counting_unit(due)
    if unit is Unit.HOUR:
        return (now - since) // timedelta(hours=1)
    if unit is Unit.WORKING_DAY:
        return due.calendar.working_days_between(after, today)
    return (today - after).days


def _paused(due: Due) -> State:
    since = day_in_words(london_day(due.paused_since)) if due.paused_since else ""
    return State(
        Standing.PAUSED, 0, _counting_unit(due), gettext_noop("paused since {day}").format(day=since)
    )


def _late(due: Due, amount: int) -> State:
    unit = _counting_unit(due)
    if unit is Unit.HOUR and amount >= DAYS_FROM * A_DAY:
        unit, amount = Unit.CALENDAR_DAY, amount // A_DAY
    said = unit.said(amount) if amount else gettext_noop("less than {one}").format(one=unit.said(1))
    return State(Standing.LATE, amount, unit, gettext_noop("{amount} late").format(amount=said))


def _today(due: Due) -> str:
    if due.rule.unit is Unit.HOUR and due.at is not None:
        return gettext_noop("due today at {time}").format(time=in_london(due.at).strftime("%H:%M"))
    return gettext_noop("due today")


def _left(due: Due, amount: int) -> str:
    unit = _counting_unit(due)
    if unit is Unit.CALENDAR_DAY and amount == 1:
        return gettext_noop("due tomorrow")
    said = unit.said(amount) if amount else gettext_noop("less than {one}").format(one=unit.said(1))
    return gettext_noop("due in {amount}").format(amount=said)
