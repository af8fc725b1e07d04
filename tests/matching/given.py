"""Records and editions for the tests of matching in bulk."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import caseward.definitions
from caseward.kernel.identity import NO_NICKNAMES, MatchModel
from caseward.matching import linking, store, training
from caseward.matching.records import Record
from caseward.matching.scoring import Score
from caseward.matching.store import Store


TOML = Path(caseward.definitions.__path__[0]) / "matching" / "people-2026-11.toml"
BASE: dict[str, Any] = tomllib.loads(TOML.read_text(encoding="utf-8"))
COARSE = MatchModel.from_table(BASE)
COMMON = {"rare": 0.0004, "common": {"jones": 0.03, "callum": 0.02, "green": 0.01, "joshua": 0.015}}
# Every finer level, and how common names are.
FINE_TABLE = {**training.opened_up(BASE), "frequencies": {"surname": COMMON, "forenames": COMMON}}
FINE = MatchModel.from_table(FINE_TABLE)


@contextmanager
def loaded(records: Iterable[Record]) -> Iterator[Store]:
    """A store with these records and their pairs."""
    with store.opened() as opened:
        linking.load(opened, records)
        yield opened


def weighed(records: Iterable[Record], model: MatchModel) -> list[Score]:
    """Every pair as Splink weighs it."""
    with loaded(records) as opened:
        return list(linking.weighed(opened, model=model, nicknames=NO_NICKNAMES))
