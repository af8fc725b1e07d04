"""The one place that reads the clock; from here on time is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one place
