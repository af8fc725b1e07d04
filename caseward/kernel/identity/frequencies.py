"""How common a name is: to share a rare one says more than to share the commonest (term frequencies of Splink)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caseward.kernel.identity import names, tables
from caseward.kernel.identity.fields import Field


# Fields of which a frequency may be known; elsewhere it would name somebody.
COUNTED = (Field.SURNAME, Field.FORENAMES)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The share of records that bear each common name, and the share counted for every name that is not listed.

    `usual` is the chance by which the level was weighed (its u), which the name's own share replaces.
    """

    usual: float
    rare: float
    common: Mapping[str, float]

    def of(self, name: str) -> float:
        """The share counted for a name, never less than that of a rare one."""
        return self.of_term(term(name))

    def of_term(self, counted: str) -> float:
        """The same for a name as it is counted."""
        return max(self.common.get(counted, self.rare), self.rare)

    def bits(self, both: tuple[str, str]) -> float:
        """log2 of the usual chance over the name's own; of two spellings the commoner counts."""
        return math.log2(self.usual / max(self.of(name) for name in both))


def term(name: str) -> str:
    """The name as it is counted: its words in rising order, run together."""
    return "".join(sorted(names.tokens(name)))


def read(table: tables.Table, usual: Mapping[Field, float]) -> Mapping[Field, Frequencies]:
    """The frequencies of an edition, of which it may have none; raises tables.Malformed naming the key."""
    if "frequencies" not in table:
        return MappingProxyType({})
    given = tables.inner(table, "frequencies")
    tables.only(given, COUNTED, at="frequencies.")
    return {Field(name): _read(tables.inner(given, name), name, usual[Field(name)]) for name in given}


def _read(table: tables.Table, name: str, usual: float) -> Frequencies:
    place = f"frequencies.{name}."
    tables.only(table, {"rare", "common"}, at=place)
    common = tables.inner(table, "common", at=place)
    return Frequencies(
        usual=usual,
        rare=tables.chance(table, "rare", at=place),
        common={word: tables.chance(common, word, at=f"{place}common.") for word in common},
    )
