"""What is laid down is what the commands wrote, and is laid only where they would have written the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from tests import cast, given, moments, remembered, roles


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_address")]

TABLES = """
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$'
"""


def everything() -> dict[str, list[str]]:
    """Every row of every table."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"select t::text from {table} t order by 1")  # noqa: S608  its own name
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened."""
    here = str(connection.savepoint())
    yield
    connection.savepoint_rollback(here)


def after(make: Callable[[], object]) -> tuple[object, dict[str, list[str]]]:
    """What it gives back and what stands then, undone."""
    with undone():
        return make(), everything()


@pytest.mark.parametrize("make", [given.owned, given.at_section_36])
def test_what_is_laid_down_is_every_row_that_the_commands_wrote(make: Callable[[], object]) -> None:
    world = remembered.World()
    before = everything()
    after(lambda: world.reach(make))

    reached = after(lambda: world.reach(make))
    laid = after(world.lay)

    assert reached == laid
    assert reached[1] != before == everything()


def test_commands_and_pages_go_on_from_a_world_that_was_laid_down() -> None:
    world = remembered.World()
    for _ in range(2):
        after(lambda: world.reach(given.adopted))
    case_id = world.lay()

    with pytest.raises(DatabaseError, match="changes only inside a command"), transaction.atomic():
        connection.cursor().execute("update cases_case set version = 9")
    assert cast.browser("priya").get(f"/cases/{case_id}/").status_code == 200


def test_nothing_is_laid_beside_what_a_test_has_written() -> None:
    assert remembered._standing() == 0
    with cast.acting("noor"):
        pass

    assert remembered._standing() is None


def test_what_follows_a_world_is_remembered_until_something_else_is_written_or_the_world_is_undone() -> None:
    world = remembered.World()
    for _ in range(2):
        after(lambda: world.reach(given.taken))
    assert remembered._standing() is None

    with undone():
        world.lay()
        assert remembered._standing() == world.number
    assert remembered._standing() is None
    world.lay()
    with cast.acting("noor"):
        pass
    assert remembered._standing() is None


@pytest.mark.parametrize(
    "changed",
    [
        lambda: override_settings(CASEWARD_DEMO=True),
        lambda: time_machine.travel(moments.real_now() + timedelta(days=9)),
    ],
)
def test_nothing_is_remembered_under_other_settings_or_another_clock(changed: Callable[[], Any]) -> None:
    for around, is_usual in ((nullcontext(), True), (changed(), False)):
        with around:
            assert remembered._is_usual() is is_usual


def test_nothing_is_remembered_where_the_code_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given, "REFERRALS", given.CASES)

    assert not remembered._is_usual()
