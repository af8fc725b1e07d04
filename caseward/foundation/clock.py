"""The one place that reads the clock; from here on time is an argument."""

from datetime import UTC, date, datetime

from caseward.kernel.clocks.moments import london_day


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one place


def today() -> date:
    """The present day in London."""
    return london_day(now())
