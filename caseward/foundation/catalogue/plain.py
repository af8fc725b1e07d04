"""Definitions that another package parses: only their head is looked at here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.foundation.catalogue.files import DefinitionFile


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One version of a definition, as TOML gives it."""

    kind: str
    key: str
    version: str
    effective_from: date
    values: dict[str, Any]

    def is_in_force(self, *, on: date) -> bool:
        """Whether this version had taken effect by that day."""
        return self.effective_from <= on


def plain(file: DefinitionFile) -> PlainTable:
    """A file with the head every definition has; what stands below it is not looked at."""
    table = file.table
    key, version, day = table.text("key"), table.text("version"), table.day("effective_from")
    table.text("title")
    if "source" not in file.values:
        raise DefinitionFault(table.at("source"), "it does not say where it comes from.")
    return PlainTable(file.kind, key, version, day, file.values)
