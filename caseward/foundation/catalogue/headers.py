"""The head that every definition file has: key, version, title, source, and from when until when it is in force."""

from dataclasses import dataclass
from datetime import date

from caseward.foundation.catalogue.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a file says about itself; the rules inside inherit what they do not say themselves."""

    key: str
    version: str
    title: str
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None


def header(table: Table) -> Header:
    """Read the head of a file."""
    return Header(
        key=table.text("key"),
        version=table.text("version"),
        title=table.text("title"),
        source=table.texts("source"),
        effective_from=table.day("effective_from"),
        effective_until=table.day_if_any("effective_until"),
    )
