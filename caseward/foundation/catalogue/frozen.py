"""Published means frozen: the digests of published definitions, and which files no longer match theirs."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from caseward.foundation.catalogue.faults import DefinitionFault


LIST = "FROZEN"
_LINE = re.compile(r"([0-9a-f]{64})  ([a-z0-9/._-]+\.toml)")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; line endings and all."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def frozen(folder: Path) -> dict[str, str]:
    """The digest of each published definition, by its name below the folder.

    The list can be checked without us: `sha256sum --check FROZEN`. Raises DefinitionFault for a line of another form.
    """
    path = folder / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(_entry(line, number) for number, line in enumerate(lines, start=1))


def changed(folder: Path) -> list[str]:
    """The names of published definitions that are gone or no longer what was published."""
    return [
        name
        for name, digest in frozen(folder).items()
        if not (folder / name).is_file() or digest_of(folder / name) != digest
    ]


def drafts(folder: Path) -> list[str]:
    """The names of definitions that lie in the folder and have not been published."""
    published = frozen(folder)
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.toml")))
    return [name for name in names if name not in published]


def publish(folder: Path, names: Sequence[str]) -> None:
    """Add the digests of definitions to the list: from then on they never change."""
    entries = {**frozen(folder), **{name: digest_of(folder / name) for name in names}}
    (folder / LIST).write_text(written(entries), encoding="utf-8")


def written(entries: dict[str, str]) -> str:
    """The list as it stands in its file: one line each, by name."""
    return "".join(f"{entries[name]}  {name}\n" for name in sorted(entries))


def _entry(line: str, number: int) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise DefinitionFault(f"{LIST}: line {number}", "a digest, two spaces and a name are wanted.")
    return match[2], match[1]
