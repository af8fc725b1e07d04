"""Which records are compared: those that share a narrow key; and strangers drawn by lot."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from caseward.kernel.identity.blocking import key_numbers
from caseward.kernel.identity.pairing import pairing_keys
from caseward.matching import records
from caseward.matching.records import Record
from caseward.matching.store import Row, Store


# A key that more records share than this tells nobody apart.
LARGEST_BLOCK = 200

PEOPLE = pa.schema([("n", pa.int32()), ("id", pa.string()), ("side", pa.string()), ("said", pa.string())])
KEYS = pa.schema([("key", pa.int32()), ("n", pa.int32())])

STRANGERS = pa.schema([("pair", pa.int64()), ("ours", pa.int32()), ("theirs", pa.int32())])

# A pair has one number, whichever engine finds it.
_NUMBER = "cast({ours} as bigint) * 4294967296 + {theirs}"
# Of two files only pairs across; of one file (side is "" for all) every pair.
PAIRS = f"""
    select {_NUMBER.format(ours="one.n", theirs="other.n")} as pair, one.n as ours, other.n as theirs
    from (select key, count(*) as many from keys group by key having count(*) between 2 and {{largest_block:d}}) narrow
    join keys one using (key) join keys other using (key)
    join people here on here.n = one.n join people there on there.n = other.n
    where one.n < other.n and (here.side = '' or here.side <> there.side)
    group by one.n, other.n having count(*) >= {{least_shared:d}} or min(narrow.many) <= {{rare:d}}
"""  # noqa: S608  whole numbers, and names of this package
SEED = 7


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which records are compared: those that share so many keys, each of them borne by so many records at most.

    One key is enough that is as rare as `rare` records: a telephone number says more than four common words.
    """

    largest_block: int = LARGEST_BLOCK
    least_shared: int = 1
    rare: int = 0


EVERY = Bounds()


def load(store: Store, given: Iterable[Record]) -> int:
    """Put the records and their keys into an empty store; how many there were."""
    store.fill("people", (_row(n, record) for n, record in enumerate(given)), schema=PEOPLE)
    store.work("select n, said from people", _keys, by="n", into="keys", schema=KEYS)
    return store.number("select count(*) from people")


def pair(store: Store, bounds: Bounds = EVERY) -> int:
    """Make the table of pairs; how many there are."""
    asked = PAIRS.format(
        largest_block=bounds.largest_block, least_shared=bounds.least_shared, rare=bounds.rare
    )
    store.make("pairs", asked)
    return store.number("select count(*) from pairs")


def draw_strangers(store: Store, *, count: int) -> None:
    """Make the table of pairs drawn by lot, of whom next to none are of one person; the same in every run."""
    total = store.number("select count(*) from people")
    chance = random.Random(SEED)  # noqa: S311  no secret
    drawn = ((chance.randrange(total), chance.randrange(total)) for _ in range(count if total else 0))
    rows = (
        {"pair": n, "ours": ours, "theirs": theirs}
        for n, (ours, theirs) in enumerate(drawn)
        if ours != theirs
    )
    store.fill("strangers", rows, schema=STRANGERS)


def _row(n: int, record: Record) -> dict[str, Any]:
    return {"n": n, "id": record.id, "side": record.side, "said": records.line_of(record)}


def _keys(rows: Iterator[Row]) -> Iterator[dict[str, Any]]:
    for n, said in rows:
        keys = key_numbers(pairing_keys(records.from_line(said).person))
        yield from ({"key": key, "n": n} for key in keys)
