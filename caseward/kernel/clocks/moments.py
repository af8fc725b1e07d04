"""Instants and days: stored in UTC, counted and shown in Europe/London, right across both clock changes."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)


def in_london(instant: datetime) -> datetime:
    """The instant on a London clock; raises ValueError when it does not know its time zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone.")
    return instant.astimezone(LONDON)


def london_day(instant: datetime) -> date:
    """The day it is in London at that instant."""
    return in_london(instant).date()


def start_of(day: date) -> datetime:
    """The first instant of a London day, in UTC (midnight never falls into a clock change there)."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant after a London day, in UTC: days are half-open, 23, 24 or 25 hours long."""
    return start_of(day + ONE_DAY)


def months_after(day: date, *, months: int) -> date:
    """The corresponding date so many months later (earlier, when negative), clipped to the end of the month.

    31 January + 1 month is 28 or 29 February (the corresponding date rule: Dodds v Walker [1981] UKHL 4).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
