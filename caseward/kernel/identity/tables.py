"""Reading the values of a match model strictly: each fault names the key at which it stands."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NoReturn


Table = Mapping[str, object]

# A smaller chance would make one level outweigh all other evidence together, and one slip would decide.
LEAST_CHANCE = 1e-7


class Malformed(ValueError):
    """A table from which no model can be made; the message names the key."""


def malformed(key: str, amiss: str) -> NoReturn:
    """Refuse the table because of one key."""
    raise Malformed(f"{key} {amiss}.")


def only(table: Table, known: Collection[str], *, at: str) -> None:
    """Refuse every key that nobody knows: a misspelt one would silently change nothing."""
    for key in table:
        if key not in known:
            malformed(f"{at}{key}", "is no key of a match model")


def inner(table: Table, key: str, *, at: str = "") -> Table:
    """The inner table of that key."""
    value = _present(table, key, at)
    if not isinstance(value, Mapping):
        malformed(f"{at}{key}", "must be a table")
    return value


def text(table: Table, key: str, *, at: str = "") -> str:
    """A text that is not empty."""
    value = _present(table, key, at)
    if not isinstance(value, str) or not value.strip():
        malformed(f"{at}{key}", "must be a text that is not empty")
    return value


def texts(table: Table, key: str, *, at: str = "") -> tuple[str, ...]:
    """A list of texts."""
    value = _present(table, key, at)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        malformed(f"{at}{key}", "must be a list of texts")
    return tuple(value)


def day(table: Table, key: str) -> date:
    """A date without a time."""
    value = _present(table, key, "")
    if type(value) is not date:
        malformed(key, "must be a date")
    return value


def chance(table: Table, key: str, *, at: str = "") -> float:
    """A number greater than 0 and less than 1."""
    value = _present(table, key, at)
    if not isinstance(value, float) or not LEAST_CHANCE <= value < 1:
        malformed(f"{at}{key}", f"must be a number from {LEAST_CHANCE} to less than 1")
    return value


def falling(weights: Iterable[tuple[str, float]]) -> None:
    """Refuse a key that weighs more than the one before it."""
    (last, most), *rest = weights
    for key, weight in rest:
        if weight > most:
            malformed(key, f"must not weigh more than {last}")
        last, most = key, weight


def _present(table: Table, key: str, at: str) -> object:
    if key not in table:
        malformed(f"{at}{key}", "is missing")
    return table[key]
