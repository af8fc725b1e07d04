"""A world that was reached through the real commands is laid down again as the rows that they wrote.

The commands run the first two times, and in every test that has changed code, settings or the clock, or has written
something else before. A world is forgotten after some minutes, for its rows carry the time of the database.
"""

import functools
import inspect
import itertools
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

import pytest
from django.conf import Settings, settings
from django.db import connection
from psycopg import sql
from time_machine import escape_hatch

from tests import roles


P = ParamSpec("P")
R = TypeVar("R")

FRESH = 300.0  # seconds

WRITTEN = "(select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_xact_user_tables)"
# The number of the world that stands and of nothing beside it; 0 where nothing is written, null where something else
# is. A savepoint that is rolled back takes the number with it.
STANDING = f"""
    select case
        when current_setting('role') <> 'caseward_runtime'
            or not has_parameter_privilege('caseward_owner', 'session_replication_role', 'set') then null
        when pg_current_xact_id_if_assigned() is null then 0
        when split_part(current_setting('tests.standing', true), ' ', 2) = {WRITTEN}::text
            then split_part(current_setting('tests.standing', true), ' ', 1)::bigint end
"""
STANDS = f"select set_config('tests.standing', '{{number}} ' || {WRITTEN}, true)"
TABLES = """
    select s.relid::regclass::text, array_agg(quote_ident(a.attname) order by a.attnum),
        array_agg(case when a.atttypid = 'xid8'::regtype then quote_literal('pg_current_xact_id()')
            else format('quote_nullable(t.%I::text)', a.attname) end order by a.attnum)
    from pg_stat_xact_user_tables s join pg_attribute a on a.attrelid = s.relid
    where s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by s.relid order by 1
"""
# As the owner, and without the triggers and keys that spoke when the rows were first written.
LAID = """
    select set_config('role', 'caseward_owner', true), set_config('session_replication_role', 'replica', true);
    {rows}
    select set_config('session_replication_role', 'origin', true), set_config('role', 'caseward_runtime', true),
        set_config('app.command', '', true), set_config('app.session', '', true);
    set constraints all deferred;
    {stands}
"""

Rows = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Into which columns its rows are written, and how a row is read to be written again."""

    name: str
    columns: str
    values: str

    def rows(self) -> Rows:
        """Every row as a whole and as it is written."""
        with connection.cursor() as cursor:
            cursor.execute(f"select t::text, concat_ws(', ', {self.values}) from {self.name} t")  # noqa: S608  its own names
            return dict(cursor.fetchall())

    def statements(self, before: Rows, after: Rows) -> Iterator[str]:
        """What makes the one of the other."""
        gone, new = [*before.keys() - after.keys()], [after[row] for row in after if row not in before]
        if gone:
            rows = sql.Literal(gone).as_string(connection.connection)
            yield f"delete from {self.name} t where t::text = any({rows});"  # noqa: S608  its own names
        if new:
            rows = ", ".join(f"({row})" for row in new)
            yield f"insert into {self.name} ({self.columns}) overriding system value values {rows};"  # noqa: S608  as above


@dataclass(slots=True)
class World:
    """Which tables its commands write to and, once they are known, what they wrote and gave back."""

    tables: frozenset[Table] = frozenset()
    number: int = 0
    result: Any = None
    statements: str = ""
    until: float = field(default=0.0)

    @property
    def is_fresh(self) -> bool:
        return time.monotonic() < self.until

    def lay(self) -> Any:
        """Write the rows; what the commands gave back."""
        with connection.cursor() as cursor:
            cursor.execute(self.statements)
        return self.result

    def reach(self, make: Callable[[], R]) -> R:
        """Through the commands, looked at before and after."""
        before = _looked_at(self.tables)
        result = make()
        written = _written_to() if not connection.needs_rollback else frozenset()
        if written and written <= self.tables:
            self._keep(result, before)
        self.tables |= written
        return result

    def _keep(self, result: object, before: Mapping[Table, Rows]) -> None:
        after = _looked_at(self.tables)
        rows = [one for table in after for one in table.statements(before[table], after[table])]
        self.number, self.until, self.result = next(_numbers), time.monotonic() + FRESH, result
        stands = STANDS.format(number=self.number)
        self.statements = LAID.format(rows="\n".join(rows), stands=stands)
        with connection.cursor() as cursor:
            cursor.execute(stands)


_numbers = itertools.count(1)
_worlds: dict[Hashable, World] = {}
_patches: list[pytest.MonkeyPatch] = []


@pytest.fixture(autouse=True)
def worlds_of_the_usual(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test changes of the code is known here, and no world is laid where it did."""
    _patches.append(monkeypatch)
    yield
    _patches.clear()


def remembered(make: Callable[P, R]) -> Callable[P, R]:
    """Reach the world by its commands, or lay it down as it was reached before from the same world."""

    @functools.wraps(make)
    def reach(*args: P.args, **named: P.kwargs) -> R:
        world = _world_of(make, *args, **named) if _is_usual() else None
        if world is None:
            return make(*args, **named)
        return world.lay() if world.is_fresh else world.reach(lambda: make(*args, **named))

    return reach


def _is_usual() -> bool:
    """Whether code, settings and clock are those of every test, and a transaction will be undone."""
    is_patched = any(patch._setattr or patch._setitem for patch in _patches)
    is_as_set = bool(_patches) and not is_patched and isinstance(vars(settings)["_wrapped"], Settings)
    return is_as_set and not escape_hatch.is_travelling() and _is_in_a_test()


def _is_in_a_test() -> bool:
    return connection.in_atomic_block and not connection.needs_rollback


def _world_of(make: Callable[..., object], *args: object, **named: object) -> World | None:
    """What is known of it where it would begin now; nothing where something else stands."""
    bound = inspect.signature(make).bind(*args, **named)
    bound.apply_defaults()
    key = (_standing(), make.__module__, make.__qualname__, *map(_hashable, bound.arguments.items()))
    return _worlds.setdefault(key, World()) if key[0] is not None else None


def _hashable(said: Any) -> Hashable:
    if isinstance(said, Mapping):
        return tuple(map(_hashable, said.items()))
    if isinstance(said, list | tuple):
        return tuple(map(_hashable, said))
    return said if isinstance(said, Hashable) else repr(said)


def _standing() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        found: int | None = cursor.fetchone()[0]
    return found


def _written_to() -> frozenset[Table]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return frozenset(
            Table(name, ", ".join(columns), ", ".join(values)) for name, columns, values in cursor.fetchall()
        )


def _looked_at(tables: frozenset[Table]) -> dict[Table, Rows]:
    with roles.owner():
        return {table: table.rows() for table in sorted(tables, key=lambda table: table.name)}
