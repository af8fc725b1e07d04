"""The one place where tests read a real clock: what is live is decided by the database's own."""

from datetime import UTC, datetime


def real_now() -> datetime:
    """Now, as the database will soon see it."""
    return datetime.now(UTC)  # noqa: TID251  see the module's first line
