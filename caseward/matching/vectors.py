"""How far each pair agrees, field by field: worked out by the kernel alone, whatever engine weighs it afterwards."""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from caseward.kernel.identity import Field, Match, MatchModel, Nicknames, Person, explain_each
from caseward.kernel.identity.fields import NOT_KNOWN, SAME
from caseward.kernel.identity.frequencies import COUNTED, term
from caseward.matching import records
from caseward.matching.store import Row, Store


# Absent is not unknown: where the names were not found in each other's place, this stands in the vector.
AS_IT_STANDS = "as_it_stands"

SIDES = ("ours", "theirs")
TERMS = tuple((f"{field}_{side}", field, side) for field in COUNTED for side in SIDES)
SCHEMA = pa.schema(
    [("pair", pa.int64()), *((name, pa.string()) for name in (*Field, *(name for name, _, _ in TERMS)))]
)
_READ = """
    select p.pair, p.ours, one.said as our_words, other.said as their_words
    from {pairs} p join people one on one.n = p.ours join people other on other.n = p.theirs
"""
_REMEMBERED = 20_000


def compare(store: Store, *, pairs: str, into: str, model: MatchModel, nicknames: Nicknames) -> None:
    """Fill a new table with the vector of each pair of another: a column a field, null where it is not known."""
    work = partial(_vectors, model=model, nicknames=nicknames)
    store.work(_READ.format(pairs=pairs), work, by="ours", into=into, schema=SCHEMA)


def vector(match: Match) -> dict[str, str]:
    """The levels of a match by field, and the names it was weighed by where they are the same."""
    levels = {one.field.value: one.level for one in match.evidence if one.level != NOT_KNOWN}
    spelt = {one.field: one for one in match.evidence if one.field in COUNTED and one.level == SAME}
    terms = {name: term(getattr(spelt[field], side)) for name, field, side in TERMS if field in spelt}
    return {Field.SWAPPED.value: AS_IT_STANDS, **levels, **terms}


def _vectors(rows: Iterator[Row], *, model: MatchModel, nicknames: Nicknames) -> Iterator[dict[str, Any]]:
    """Each record with all it is compared with, so that it is made ready once."""
    for _, together in groupby(rows, key=itemgetter(1)):
        some = list(together)
        others = [_person(row[3]) for row in some]
        matches = explain_each(_person(some[0][2]), found=others, model=model, nicknames=nicknames)
        yield from ({"pair": row[0], **vector(match)} for row, match in zip(some, matches, strict=True))


@lru_cache(maxsize=_REMEMBERED)
def _person(said: str) -> Person:
    return records.from_line(said).person
