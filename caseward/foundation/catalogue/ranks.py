"""The order of ranks, from its tables; and every place at which another definition demands one."""

from collections.abc import Iterator, Mapping
from typing import Any

from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.foundation.catalogue.files import DefinitionFile
from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.ranks import Rank, Ranks


def ranks(table: Table) -> list[Ranks]:
    """Read one version of the order of ranks."""
    with table:
        head = header(table)
        found: dict[str, Rank] = {}
        for key, one in table.tables("rank"):
            found[key] = _rank(key, one, found)
        return [
            Ranks(
                key=head.key,
                version=head.version,
                ranks=tuple(found.values()),
                effective_from=head.effective_from,
                effective_until=head.effective_until,
            )
        ]


def demanded(file: DefinitionFile) -> Iterator[tuple[str, str]]:
    """Each rank that a definition demands, with file and key of the place: any key that ends in "_rank"."""
    for path, rank in _named(file.values):
        yield file.table.at(*path), rank


def _rank(key: str, table: Table, before: Mapping[str, Rank]) -> Rank:
    """A rank counts as one that stands above it in the file."""
    with table:
        like = table.text("counts_as", default="")
        if like and like not in before:
            raise DefinitionFault(table.at("counts_as"), f"there is no rank “{like}” before this one.")
        place = before[like].place if like else table.whole("place")
        most_days = table.whole("most_days", default=0)
        return Rank(key=key, title=table.text("title"), place=place, most_days=most_days)


def _named(values: Mapping[str, Any], *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _named(value, *path, key)
        elif key.endswith("_rank"):
            yield (*path, key), str(value)
