"""Instants as PostgreSQL writes them, read by Python's own reader: a page of somebody who knows much has a thousand."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import BaseTzLoader


class Instant(BaseTzLoader):  # type: ignore[misc]  # Django keeps no types there
    """A tenth of what the driver's reader takes; whatever is none of the usual ones ("infinity") it is left to."""

    timezone = UTC

    def load(self, data: Any) -> datetime:  # noqa: ANN401  the driver's buffer
        """The instant in UTC, whichever offset the session writes."""
        try:
            read = datetime.fromisoformat(bytes(data).decode())
        except ValueError:
            return super().load(data)  # type: ignore[no-any-return]  # as above
        return read if read.tzinfo is UTC else read.astimezone(UTC)
