"""A transaction begins with the identity on whose behalf it reads and writes."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import sql

from caseward.foundation.access import identity
from caseward.foundation.database import privileges, reading
from caseward.foundation.database.backend import instants, lookups


lookups.register()

BEGIN = sql.SQL(
    "begin {mode}; select set_config('app.session', {token}, true), set_config('app.command', {command}, true)"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, where no transaction begins without saying for whom (or for nobody: no rows) and in which command."""

    def get_connection_params(self) -> dict[str, Any]:
        """As Django gives them, with our reader of instants."""
        parameters: dict[str, Any] = super().get_connection_params()
        parameters["context"].adapters.register_loader("timestamptz", instants.Instant)
        return parameters

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001  Django's own signature
        mode, token, command = reading.begins_with(), identity.current(), identity.announced()
        if autocommit or not (mode or token or command):
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs leave out what backends override
            return
        # In one message, for which the driver has to believe that it leaves transactions to PostgreSQL.
        begin = BEGIN.format(mode=sql.SQL(mode), token=sql.Literal(token), command=sql.Literal(command))
        with self.wrap_database_errors:
            self.connection.execute(begin, prepare=False)

    def _configure_connection(self, connection: psycopg.Connection[Any]) -> bool:
        """Serving people, a login that grew mighty since the start gives no connection."""
        commit: bool = super()._configure_connection(connection)  # type: ignore[misc]  # as above
        if "pool" in self.settings_dict["OPTIONS"]:
            with connection.cursor() as cursor:
                privileges.refuse_excess(cursor)
            connection.rollback()  # a pool takes a connection outside of any transaction
        return commit
