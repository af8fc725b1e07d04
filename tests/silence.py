"""A world in which somebody is known in silence: made on the usual road, then kept where nobody else may know of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.apps import apps
from django.db import connection

from tests import cast, roles


SILENT = "regional-protected-persons-cases"
KEEPER = "kit"  # may know what is kept there


def tables() -> list[str]:
    """Every table whose rows belong to a compartment."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("caseward.") and hasattr(model, "compartment_id")
    ]


@contextmanager
def kept_in_silence(key: str = SILENT) -> Iterator[None]:
    """Whatever comes into being in the block is kept in the silent compartment afterwards."""
    before = {table: _ids(table) for table in tables()}
    yield
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table, known in before.items():
            _move(table, known, cast.compartment(key))
        cursor.execute("set constraints all deferred")


def _ids(table: str) -> list[UUID]:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(f"select id from {table}")  # noqa: S608  a name of ours
        return [one for (one,) in cursor.fetchall()]


def _move(table: str, known: list[UUID], to: UUID) -> None:
    """As its owner, who alone may; what only grows is let change its place this once."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_trigger where tgname = %s", [f"{table}_append_only"])
        grows = cursor.fetchone() is not None
        if grows:
            cursor.execute(f"alter table {table} disable trigger {table}_append_only")
        cursor.execute(
            f"update {table} set compartment_id = %s where id <> all(%s)",  # noqa: S608  a name of ours
            [to, known],
        )
        if grows:
            cursor.execute(f"alter table {table} enable always trigger {table}_append_only")
