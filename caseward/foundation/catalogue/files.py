"""The definition files themselves: found in a folder, one kind a sub-folder, read as TOML."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseward import definitions
from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.foundation.catalogue.tables import Table


PUBLISHED = Path(definitions.__file__).parent


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """One file: its kind (the folder it lies in), its name below the definitions, and what it says."""

    kind: str
    name: str
    values: dict[str, Any]

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources that the head of the file cites, where it cites them by key."""
        source = self.values.get("source")
        return tuple(source) if self.kind != "sources" and isinstance(source, list) else ()

    @property
    def table(self) -> Table:
        """Its content, to be read strictly."""
        return Table(self.name, self.values)


def files(folder: Path) -> Iterator[DefinitionFile]:
    """Every definition file, in the order of its name; a TOML file outside a kind is a fault."""
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        kind, _, rest = name.partition("/")
        if not rest or "/" in rest:
            raise DefinitionFault(name, "a definition lies in the folder of its kind, and no deeper.")
        yield DefinitionFile(kind, name, _parsed(path, name))


def _parsed(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise DefinitionFault(name, f"this is not TOML: {trouble}.") from trouble
