"""Splink's engine: the levels of a vector as its comparisons, the weights of an edition as its probabilities.

To Splink each pair is a record on either side with one number. The kernel has said how far every field agrees; Splink
learns what that weighs, and weighs it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from splink import Linker, logging
from splink.internals.database_api import DatabaseAPISubClass

from caseward.kernel.identity import Field
from caseward.kernel.identity.fields import INCOMPLETE, SAME
from caseward.kernel.identity.frequencies import COUNTED
from caseward.kernel.identity.model import Level
from caseward.matching.store import Store
from caseward.matching.vectors import AS_IT_STANDS


Levels = Mapping[Field, Mapping[str, Level]]

ONE_PAIR = "l.pair = r.pair"

# Names that stand in their own place, and agree without an alias, are a case there is; the kernel gives it no weight.
_SILENT = {"sql_condition": "ELSE", "label_for_charts": "else", "m_probability": 0.5, "u_probability": 0.5}


def term_column(field: Field) -> str:
    """The column in which a side has the name that is the same on both."""
    return f"{field}_term"


def settings(levels: Levels, *, prior: float, rare: Mapping[Field, float]) -> dict[str, Any]:
    """Weights as Splink reads them; `rare` names the fields that are weighed by how common a name is."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "pair",
        "probability_two_random_records_match": prior,
        "comparisons": [_comparison(field, levels[field], rare.get(field)) for field in levels],
        "blocking_rules_to_generate_predictions": [ONE_PAIR],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
    }


def linker(api: DatabaseAPISubClass, views: tuple[str, str], chosen: dict[str, Any]) -> Linker:
    """Splink over the two sides of a table of vectors."""
    made = Linker([api.register(view) for view in views], chosen)
    # It sets up its own telling when it is made; what its sessions say is for nobody here.
    logging.disable()
    return made


def sides(store: Store, vectors: str) -> tuple[str, str]:
    """The two sides of a table of vectors, as views; they differ in how the same name is spelt."""
    for side, statement in _sides(vectors):
        store.see(side, statement)
    return f"{vectors}_ours", f"{vectors}_theirs"


def _sides(vectors: str) -> Iterator[tuple[str, str]]:
    levels = ", ".join(Field)
    for side in ("ours", "theirs"):
        terms = ", ".join(f"{field}_{side} as {term_column(field)}" for field in COUNTED)
        yield f"{vectors}_{side}", f"select pair, {levels}, {terms} from {vectors}"  # noqa: S608  names of ours


def _comparison(field: Field, levels: Mapping[str, Level], rare: float | None) -> dict[str, Any]:
    is_open = field in INCOMPLETE and AS_IT_STANDS not in levels
    return {
        "output_column_name": field.value,
        "comparison_levels": [
            {"sql_condition": f"{field}_l is null", "label_for_charts": "not known", "is_null_level": True},
            *(_level(field, name, chances, rare) for name, chances in levels.items()),
            *([_SILENT] if is_open else []),
        ],
    }


def _level(field: Field, name: str, chances: Level, rare: float | None) -> dict[str, Any]:
    level: dict[str, Any] = {
        "sql_condition": f"{field}_l = '{name}'",
        "label_for_charts": name,
        "m_probability": chances.m,
        "u_probability": chances.u,
    }
    if rare is None or name != SAME:
        return level
    by_name = {"tf_adjustment_column": term_column(field), "tf_minimum_u_value": rare}
    return {**level, **by_name, "disable_tf_exact_match_detection": True}
