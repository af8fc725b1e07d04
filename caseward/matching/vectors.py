"""How far each pair agrees, field by field: worked out by the kernel alone, whatever engine weighs it afterwards."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from caseward.kernel.identity import Field, Match, MatchModel, Nicknames, Person, explain_each
from caseward.kernel.identity.fields import NOT_KNOWN, SAME
from caseward.kernel.identity.frequencies import COUNTED, term
from caseward.matching import records, store


# Absent is not unknown: where the names were not found in each other's place, this stands in the vector.
AS_IT_STANDS = "as_it_stands"

SIDES = ("ours", "theirs")
TERMS = tuple((f"{field}_{side}", field, side) for field in COUNTED for side in SIDES)
SCHEMA = pa.schema(
    [("pair", pa.int64()), *((name, pa.string()) for name in (*Field, *(name for name, _, _ in TERMS)))]
)
_READ = """
    select p.pair, p.ours, p.theirs, one.said, other.said
    from {pairs} p join people one on one.n = p.ours join people other on other.n = p.theirs
    where p.ours >= $1 and p.ours < $2 order by p.ours
"""
_AT_ONCE = 5_000
_REMEMBERED = 20_000


def compare(
    connection: duckdb.DuckDBPyConnection, *, pairs: str, into: str, model: MatchModel, nicknames: Nicknames
) -> None:
    """Fill a new table with the vector of each pair of another: a column a field, null where it is not known."""
    columns = ", ".join(f'"{name}" varchar' for name in SCHEMA.names[1:])
    store.run(connection, f"create table {into} (pair bigint, {columns})")
    store.fill(connection, into, _vectors(connection, pairs, model, nicknames), schema=SCHEMA)


def vector(match: Match) -> dict[str, str]:
    """The levels of a match by field, and the names it was weighed by where they are the same."""
    levels = {one.field.value: one.level for one in match.evidence if one.level != NOT_KNOWN}
    spelt = {one.field: one for one in match.evidence if one.field in COUNTED and one.level == SAME}
    terms = {name: term(getattr(spelt[field], side)) for name, field, side in TERMS if field in spelt}
    return {Field.SWAPPED.value: AS_IT_STANDS, **levels, **terms}


def _vectors(
    connection: duckdb.DuckDBPyConnection, pairs: str, model: MatchModel, nicknames: Nicknames
) -> Iterator[dict[str, Any]]:
    for asked, numbers, others in _grouped(connection, pairs):
        matches = explain_each(asked, found=others, model=model, nicknames=nicknames)
        yield from ({"pair": number, **vector(match)} for number, match in zip(numbers, matches, strict=True))


def _grouped(
    connection: duckdb.DuckDBPyConnection, pairs: str
) -> Iterator[tuple[Person, list[int], list[Person]]]:
    """Each record with all it is compared with, so that it is made ready once."""
    [(count,)] = store.run(connection, "select count(*) from people")
    statement = _READ.format(pairs=pairs)
    for first in range(0, int(count), _AT_ONCE):
        yield from _runs(store.run(connection, statement, [first, first + _AT_ONCE]))


def _runs(rows: list[Any]) -> Iterator[tuple[Person, list[int], list[Person]]]:
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end][1] != rows[start][1]:
            some = rows[start:end]
            yield _person(some[0][3]), [row[0] for row in some], [_person(row[4]) for row in some]
            start = end


@lru_cache(maxsize=_REMEMBERED)
def _person(said: str) -> Person:
    return records.from_line(said).person
