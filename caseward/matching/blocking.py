"""Which records are compared: those that share a narrow key, found in DuckDB; and strangers drawn by lot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from caseward.kernel.identity.blocking import key_numbers
from caseward.kernel.identity.pairing import pairing_keys
from caseward.matching import records, store
from caseward.matching.records import Record


# A key that more records share than this tells nobody apart.
LARGEST_BLOCK = 200

PEOPLE = pa.schema([("n", pa.int32()), ("id", pa.string()), ("side", pa.string()), ("said", pa.string())])
KEYS = pa.schema([("key", pa.int32()), ("n", pa.int32())])

TABLES = (
    "create table people (n integer, id varchar, side varchar, said varchar)",
    "create table keys (key integer, n integer)",
)
# Of two files only pairs across; of one file (side is "" for all) every pair.
PAIRS = """
    create table pairs as
    select row_number() over (order by ours, theirs) as pair, ours, theirs
    from (select one.n as ours, other.n as theirs
          from (select key from keys group by key having count(*) between 2 and $1) narrow
          join keys one using (key) join keys other using (key)
          join people here on here.n = one.n join people there on there.n = other.n
          where one.n < other.n and (here.side = '' or here.side <> there.side)
          group by one.n, other.n having count(*) >= $2)
"""
# The same in every run: the hash of a number is all the lot there is.
STRANGERS = """
    create table strangers as
    select row_number() over () as pair, ours, theirs
    from (select hash(i) % total as ours, hash(i + 1000000007) % total as theirs
          from range($1) draws(i), (select count(*) as total from people))
    where ours <> theirs
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which records are compared: those that share so many keys, each of them borne by so many records at most."""

    largest_block: int = LARGEST_BLOCK
    least_shared: int = 1


EVERY = Bounds()


def load(connection: duckdb.DuckDBPyConnection, given: Iterable[Record]) -> int:
    """Put the records and their keys into an empty store; how many there were."""
    for table in TABLES:
        store.run(connection, table)
    waiting = iter(enumerate(given))
    while some := _some(waiting):
        store.fill(connection, "people", (_row(n, record) for n, record in some), schema=PEOPLE)
        store.fill(connection, "keys", (row for n, record in some for row in _keys(n, record)), schema=KEYS)
    [(count,)] = store.run(connection, "select count(*) from people")
    return int(count)


def pair(connection: duckdb.DuckDBPyConnection, bounds: Bounds = EVERY) -> int:
    """Make the table of pairs; how many there are."""
    store.run(connection, PAIRS, [bounds.largest_block, bounds.least_shared])
    [(count,)] = store.run(connection, "select count(*) from pairs")
    return int(count)


def draw_strangers(connection: duckdb.DuckDBPyConnection, *, count: int) -> None:
    """Make the table of pairs drawn by lot, of whom next to none are of one person."""
    store.run(connection, STRANGERS, [count])


def _some(waiting: Iterator[tuple[int, Record]]) -> list[tuple[int, Record]]:
    return [one for _, one in zip(range(store.AT_ONCE), waiting, strict=False)]


def _row(n: int, record: Record) -> dict[str, Any]:
    return {"n": n, "id": record.id, "side": record.side, "said": records.line_of(record)}


def _keys(n: int, record: Record) -> Iterator[dict[str, Any]]:
    return ({"key": key, "n": n} for key in key_numbers(pairing_keys(record.person)))
