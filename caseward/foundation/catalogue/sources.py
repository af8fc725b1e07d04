"""Sources: what every other definition cites."""

from dataclasses import dataclass

from caseward.foundation.catalogue.tables import Table


@dataclass(frozen=True, slots=True)
class Source:
    """A text, a review, a statute, or a choice of our own, on which a rule rests."""

    key: str
    kind: str
    title: str
    where: str


def sources(table: Table) -> list[Source]:
    """Read a file of sources."""
    with table:
        for name in ("key", "version", "title"):
            table.text(name)
        table.day("effective_from")
        return [_source(key, one) for key, one in table.tables("source")]


def _source(key: str, table: Table) -> Source:
    with table:
        return Source(key, table.text("kind"), table.text("title"), table.text("where", default=""))
