"""What the database itself shows and refuses, asked in plain SQL."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests import cast, roles


def seen_by_each(table: str) -> dict[str, int]:
    """How many rows each member of the cast sees, those who see none left out."""
    seen = {}
    for name in cast.PEOPLE:
        with cast.acting(name):
            seen[name] = _count(table)
    return {name: count for name, count in seen.items() if count}


def seen_by_nobody(table: str) -> int:
    """How many rows the runtime role sees without a session."""
    return _count(table)


def assert_only_grows(table: str) -> None:
    """Nothing in the table can be changed or removed: not by the runtime role in a command, not by the owner."""
    statements = (
        f"update {table} set created_at = created_at",  # noqa: S608  the names of tables come from tests
        f"delete from {table}",  # noqa: S608
        f"truncate {table} cascade",
    )
    for statement in statements:
        assert_refused(statement, "permission denied")
        with roles.owner():
            assert_refused(statement, "only grows")


def assert_refused(statement: str, because: str, values: list[Any] | None = None) -> None:
    """The statement fails, with these words, even inside an open command."""
    with pytest.raises(DatabaseError, match=because), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
        cursor.execute(statement, values)
        cursor.execute("set constraints all immediate")


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608
        [count] = cursor.fetchone()
        return int(count)
