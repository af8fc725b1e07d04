"""Records and the ledger held against each other: a record that no entry tells of, an entry whose record is not there.

Somebody who owns the database can write past its guards. He cannot add to what is sealed, so that what he wrote has no
entry; and what he took away left one behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.contrib.auth import get_user_model
from psycopg import sql
from psycopg.types.json import Jsonb

from caseward.foundation.ledger.events import known_events


Connection = psycopg.Connection[Any]
# By event: under which name its facts hold the id of what it made, and which tables that can be in.
Makers = Mapping[str, tuple[str, tuple[str, ...]]]

SHOWN = 20
# The public page, the worker and whoever sets up: no person, and brought by the migrations themselves.
BROUGHT = tuple(UUID(f"00000000-0000-4000-8000-{number:012}") for number in range(3))

GUARDED = """
    select c.relname, array_agg(a.attname) from pg_trigger t
    join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where t.tgname = c.relname || '_must_be_recorded' group by 1 order by 1
"""
# Read from the bytes that the leaf is a hash of, not from the column beside them.
TOLD = """
    create temp table told on commit drop as
    select e.event, f.value::uuid as id
    from ledger_entry e, jsonb_each_text(%s) m, json_each_text(convert_from(e.body, 'UTF8')::json -> 'facts') f
    where e.event = m.key and f.key = m.value and f.value is not null
"""
ERASED = """
    create temp table erased on commit drop as
    select unnest(subject_ids) as id from ledger_entry where operation = 'ERASURE'
"""
NAMED = "select t.id from {table} t where not exists (select from told where told.event = any(%s) and told.id = t.id)"
BESIDE = """
    select t.id from {table} t where not exists (
        select from ledger_entry e where e.actor_id = t.created_by_id and e.at = t.created_at)
"""
WITHIN = "select t.id from {table} t where not exists (select from ledger_entry e where e.command_id = t.command_id)"
# Of records that nothing tells apart but their ids, all but one are copies; which one was first, nobody can say.
COPIED = """
    select unnest(ids) from (
        select array_agg(t.id) as ids from {table} t group by to_jsonb(t) - 'id' having count(*) > 1) alike
"""
ABSENT = """
    select distinct told.id from told where told.event = any(%s)
    and not exists (select from erased where erased.id = told.id) {and_in_none}
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a table, or several whose records one event makes, came to; how closely `by` says."""

    tables: tuple[str, ...]
    by: str
    records: int
    untold: tuple[UUID, ...] = ()
    absent: tuple[UUID, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether each record has its entry, and each entry its record."""
        return not self.untold and not self.absent


def reconcile(owner: Connection) -> Iterator[Compared]:
    """Every table under the write guard against the whole ledger, in one view of both."""
    makers = _makers()
    with owner.transaction():
        owner.execute("set transaction isolation level repeatable read")
        owner.execute("set local work_mem = '64MB'")
        owner.execute(TOLD, [Jsonb({key: field for key, (field, _) in makers.items()})])
        owner.execute(ERASED)
        for table, columns in owner.execute(GUARDED).fetchall():
            yield _records(
                owner, table, set(columns), [key for key, (_, made) in makers.items() if table in made]
            )
        for tables in sorted({tables for _field, tables in makers.values()}):
            yield _entries(owner, tables, [key for key, (_, made) in makers.items() if made == tables])


def _makers() -> Makers:
    """Each event that brings a record about: under which name it holds the id, and which tables it may be in."""
    for config in apps.get_app_configs():
        if config.name.startswith("caseward.") and find_spec(f"{config.name}.events"):
            import_module(f"{config.name}.events")
    return {
        key: (field, tables) for key, event in known_events().items() for field, tables in event.makes.items()
    }


def _records(owner: Connection, table: str, columns: set[str], events: list[str]) -> Compared:
    """By an entry that names the record; else by one of the same person at the same instant, or of the same command.

    In the latter two an exact copy would pass, so that records that are alike in all but their ids are found, too.
    """
    known = _count(owner, table)
    if events:
        untold = _ids(owner, NAMED, table, [events])
        people = get_user_model()._meta.db_table  # noqa: SLF001  Django's own way to ask
        brought = set(BROUGHT) if table == people else set()
        return Compared((table,), "named", known, tuple(each for each in untold if each not in brought))
    if "command_id" in columns:
        return Compared((table,), "command", known, _unlike(owner, WITHIN, table))
    if {"created_by_id", "created_at"} <= columns:
        return Compared((table,), "instant", known, _unlike(owner, BESIDE, table))
    return Compared((table,), "nothing", known)


def _entries(owner: Connection, tables: tuple[str, ...], events: list[str]) -> Compared:
    in_none = sql.SQL(" ").join(
        sql.SQL("and not exists (select from {table} t where t.id = told.id)").format(
            table=sql.Identifier("public", table)
        )
        for table in tables
    )
    rows = owner.execute(sql.SQL(ABSENT).format(and_in_none=in_none), [events]).fetchall()
    told = owner.execute("select count(*) from told where event = any(%s)", [events]).fetchone()
    return Compared(tables, "entries", told[0] if told else 0, absent=tuple(sorted(row[0] for row in rows)))


def _unlike(owner: Connection, question: str, table: str) -> tuple[UUID, ...]:
    """Those that nothing tells of, and those that are there twice, word for word."""
    return tuple(sorted({*_ids(owner, question, table), *_ids(owner, COPIED, table)}))


def _ids(owner: Connection, question: str, table: str, values: list[Any] | None = None) -> tuple[UUID, ...]:
    asked = sql.SQL(question).format(table=sql.Identifier("public", table))
    return tuple(sorted(row[0] for row in owner.execute(asked, values).fetchall()))


def _count(owner: Connection, table: str) -> int:
    row = owner.execute(sql.SQL("select count(*) from {}").format(sql.Identifier("public", table))).fetchone()
    return int(row[0]) if row else 0
