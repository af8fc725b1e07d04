"""A transaction begins with the identity on whose behalf it reads and writes."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from caseward.foundation.access import identity
from caseward.foundation.database import privileges


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, where no transaction begins without saying for whom (or for nobody: no rows)."""

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001  Django's own signature
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs leave out what backends override
        token = identity.current()
        if not autocommit and token:
            with self.wrap_database_errors:
                self.connection.execute("select set_config('app.session', %s, true)", [token])

    def _configure_connection(self, connection: psycopg.Connection[Any]) -> bool:
        """Serving people, a login that grew mighty since the start gives no connection."""
        commit: bool = super()._configure_connection(connection)  # type: ignore[misc]  # as above
        if "pool" in self.settings_dict["OPTIONS"]:
            with connection.cursor() as cursor:
                privileges.refuse_excess(cursor)
            connection.rollback()  # a pool takes a connection outside of any transaction
        return commit
