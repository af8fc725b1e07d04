"""The one place where tests read a real clock: what is live is decided by the database's own."""

from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """Now, as the database will soon see it."""
    return datetime.now(UTC)  # noqa: TID251  see the module's first line


def lately() -> datetime:
    """An instant of the last five minutes and of today, the same for whoever asks within them: worlds share it."""
    now = real_now()
    return now - (now - datetime.min.replace(tzinfo=UTC)) % timedelta(minutes=5)
