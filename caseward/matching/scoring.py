"""Weighing vectors by a published edition with Splink: a total in bits for each pair, and what each field added."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from caseward.kernel.identity import Field, MatchModel
from caseward.kernel.identity.fields import INCOMPLETE
from caseward.kernel.identity.frequencies import Frequencies
from caseward.matching import engine
from caseward.matching.store import Store


# No pair weighs less.
LOWEST = -1e9
_LISTED = pa.schema([("term", pa.string()), ("share", pa.float64())])


@dataclass(frozen=True, slots=True)
class Score:
    """Two records by id as Splink weighed them: the level and the bits of each field that was known, and their sum."""

    ours: str
    theirs: str
    total: float
    probability: float
    levels: dict[Field, str]
    weights: dict[Field, float]


def weigh(store: Store, *, vectors: str, into: str, model: MatchModel) -> None:
    """Make a table of Splink's predictions for a table of vectors: gamma_…, mw_…, match_weight, match_probability."""
    api = store.splink()
    rare = {field: counted.rare for field, counted in model.frequencies.items()}
    chosen = engine.settings(model.levels, prior=model.prior, rare=rare)
    linker = engine.linker(api, engine.sides(store, vectors), chosen)
    for field, counted in model.frequencies.items():
        table = api.register(_lookup(store, vectors, field, counted))
        linker.table_management.register_term_frequency_lookup(table, engine.term_column(field))
    weighed = linker.inference.predict()
    store.make(into, f"select * from {weighed.physical_name}")  # noqa: S608  a name that Splink gave


def scores(store: Store, *, weighed: str, model: MatchModel, least: float | None = None) -> Iterator[Score]:
    """The predictions of so many bits at least, best first, read as the kernel says the same."""
    columns = list(_columns(model))
    lowest = LOWEST if least is None else least + model.prior_bits
    found = store.rows(
        f"select one.id, other.id, {', '.join(columns)} from {weighed} join pairs on pairs.pair = {weighed}.pair_l "  # noqa: S608
        "join people one on one.n = pairs.ours join people other on other.n = pairs.theirs "
        f"where match_weight >= {lowest!r} order by match_weight desc, one.id, other.id"
    )
    for row in found:
        yield _score(row[0], row[1], dict(zip(columns, row[2:], strict=True)), model)


def _columns(model: MatchModel) -> Iterator[str]:
    yield from ("match_weight", "match_probability")
    for field in Field:
        yield from (f"gamma_{field}", f"mw_{field}")
        if field in model.frequencies:
            yield f"mw_tf_adj_{field}"


def _score(ours: str, theirs: str, row: dict[str, Any], model: MatchModel) -> Score:
    known = [field for field in Field if row[f"gamma_{field}"] >= (1 if field in INCOMPLETE else 0)]
    return Score(
        ours=ours,
        theirs=theirs,
        total=row["match_weight"] - model.prior_bits,
        probability=row["match_probability"],
        levels={field: _named(model, field, row[f"gamma_{field}"]) for field in known},
        weights={field: row[f"mw_{field}"] + row.get(f"mw_tf_adj_{field}", 0.0) for field in known},
    )


def _named(model: MatchModel, field: Field, gamma: int) -> str:
    """Splink numbers levels from the worst, 0, to the best."""
    names = tuple(model.levels[field])
    return names[len(names) - gamma - (0 if field in INCOMPLETE else 1)]


def _lookup(store: Store, vectors: str, field: Field, counted: Frequencies) -> str:
    """Every name that occurs, with its published share or that of a rare one."""
    name, listed, table = engine.term_column(field), f"listed_{field}", f"shares_{vectors}_{field}"
    rows = ({"term": word, "share": counted.of_term(word)} for word in counted.common)
    store.fill(listed, rows, schema=_LISTED)
    store.make(
        table,
        f"select term as {name}, coalesce(share, cast({counted.rare!r} as double)) as tf_{name} "  # noqa: S608  ours
        f"from (select {field}_ours as term from {vectors} union select {field}_theirs from {vectors}) met "
        f"left join {listed} using (term) where term is not null",
    )
    return table
