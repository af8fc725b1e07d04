"""The last file of a backup: without it, or where it disagrees, there is no backup.

SHA256SUMS lists every other file and can be checked without us (`sha256sum --check SHA256SUMS`); the manifest
holds its digest and is written when all else is safe on the disk.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from caseward.foundation.operating.backups.faults import NotDone


NAME, SUMS, DUMP, CHECKPOINT, FILES = (
    "manifest.json",
    "SHA256SUMS",
    "database.dump",
    "checkpoint.txt",
    "files",
)
FORM = 1
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]+)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup holds: rows of each table and the sealed size of its ledger, both of one moment."""

    form: int
    at: str
    server: str
    rows: dict[str, int]
    sealed: int
    sums: str


def digest(file: Path) -> str:
    """SHA-256 in hexadecimal."""
    with file.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest()


def write_sums(folder: Path) -> str:
    """List every file of the backup with its digest; returns the digest of the list."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    write_durably(folder / SUMS, "".join(f"{digest(folder / name)}  {name}\n" for name in files))
    return digest(folder / SUMS)


def write(folder: Path, manifest: Manifest) -> None:
    """Write it whole and last."""
    half = folder / f"{NAME}.half"
    write_durably(half, json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n")
    half.rename(folder / NAME)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(place: Path, text: str) -> None:
    """On the disk before anything that relies on it."""
    with place.open("x", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> Manifest:
    """The manifest of a whole backup, every file of which was read and is as it was; NotDone for anything else."""
    try:
        manifest = Manifest(**json.loads((folder / NAME).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        raise NotDone(
            f"{folder} is no whole backup: it has no manifest, which is written last. It was interrupted."
        ) from None
    if manifest.form != FORM:
        raise NotDone(
            f"{folder} was made by another version of Caseward, in a form that this one cannot read."
        )
    _check_files(folder, manifest)
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    if not (folder / SUMS).is_file() or digest(folder / SUMS) != manifest.sums:
        raise NotDone(f"{folder} is no whole backup: its list of files is not the one that was written.")
    spoilt = [name for name, wanted in _listed(folder) if not _is(folder / name, wanted)]
    if spoilt:
        raise NotDone(f"{folder} is spoilt: {len(spoilt)} files are missing or changed, such as {spoilt[0]}.")


def _listed(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or ".." in match[2]:
            raise NotDone(f"{folder} is no backup: its list of files cannot be read.")
        yield match[2], match[1]


def _is(file: Path, wanted: str) -> bool:
    return file.is_file() and digest(file) == wanted
