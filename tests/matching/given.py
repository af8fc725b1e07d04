"""Records and editions for the tests of matching in bulk."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

import caseward.definitions
from caseward.kernel.identity import NO_NICKNAMES, MatchModel
from caseward.matching import linking, scoring, store, training
from caseward.matching.records import Record
from caseward.matching.scoring import Score


TOML = Path(caseward.definitions.__path__[0]) / "matching" / "people-2026-11.toml"
BASE: dict[str, Any] = tomllib.loads(TOML.read_text(encoding="utf-8"))
COARSE = MatchModel.from_table(BASE)
COMMON = {"rare": 0.0004, "common": {"jones": 0.03, "callum": 0.02, "green": 0.01, "joshua": 0.015}}
# Every finer level, and how common names are.
FINE_TABLE = {**training.opened_up(BASE), "frequencies": {"surname": COMMON, "forenames": COMMON}}
FINE = MatchModel.from_table(FINE_TABLE)


@contextmanager
def loaded(records: Iterable[Record]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store with these records and their pairs."""
    with store.opened() as connection:
        linking.load(connection, records)
        yield connection


def weighed(records: Iterable[Record], model: MatchModel) -> list[Score]:
    """Every pair as Splink weighs it."""
    with loaded(records) as connection:
        return list(linking.weighed(connection, model=model, nicknames=NO_NICKNAMES))


def scored(connection: duckdb.DuckDBPyConnection, model: MatchModel) -> list[Score]:
    """What stands in the store as weighed."""
    return list(scoring.scores(connection, weighed="weighed", model=model))
