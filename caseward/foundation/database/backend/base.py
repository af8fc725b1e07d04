"""A transaction begins with the identity on whose behalf it reads and writes."""

from django.db.backends.postgresql import base

from caseward.foundation.access import identity


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, where no transaction begins without saying for whom (or for nobody: no rows)."""

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001  Django's own signature
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs leave out what backends override
        token = identity.current()
        if not autocommit and token:
            with self.wrap_database_errors:
                self.connection.execute("select set_config('app.session', %s, true)", [token])
