"""A world in which somebody is known in silence: made on the usual road, then kept where nobody else may know of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.apps import apps
from django.db import connection

from tests import cast, roles


SILENT = "regional-protected-persons-cases"
KEEPER = "kit"  # may know what is kept there


def tables() -> list[str]:
    """Every table whose rows belong to a compartment; what stands in two follows the records that it is about."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("caseward.")
        and hasattr(model, "compartment_id")
        and not hasattr(model, "other_compartment_id")
    ]


@contextmanager
def kept_in_silence(key: str = SILENT) -> Iterator[None]:
    """Whatever comes into being in the block is kept in the silent compartment afterwards."""
    before = {table: _ids(table) for table in tables()}
    yield
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with _placeable(before):
            cursor.execute("set constraints all deferred")
            for table, known in before.items():
                cursor.execute(
                    f"update {table} set compartment_id = %s where id <> all(%s)",  # noqa: S608  a name of ours
                    [cast.compartment(key), known],
                )
            cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _ids(table: str) -> list[UUID]:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(f"select id from {table}")  # noqa: S608  a name of ours
        return [one for (one,) in cursor.fetchall()]


@contextmanager
def _placeable(tables: Iterable[str]) -> Iterator[None]:
    """As their owner, who alone may: what only grows may change its place, and what belongs together moves together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select format('alter table %s alter constraint %I deferrable', f.conrelid::regclass, f.conname) "
            "from pg_constraint f where f.contype = 'f' and cardinality(f.conkey) > 1"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger where tgname ~ '_append_only$' "
            "and tgrelid::regclass::text = any(%s)",
            [list(tables)],
        )
        grows = cursor.fetchall()
        for table, trigger in grows:
            cursor.execute(f"alter table {table} disable trigger {trigger}")
        yield
        for table, trigger in grows:
            cursor.execute(f"alter table {table} enable always trigger {trigger}")
