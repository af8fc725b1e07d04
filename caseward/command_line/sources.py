"""Where an export is read from: a folder or a zip archive, made by anybody, opened with care and never unpacked."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Protocol

from caseward.kernel.ledger import Note
from caseward.kernel.ledger.checkpoints import MOST_BYTES


ENTRIES, INCLUSION, CONSISTENCY, KEY = "entries.jsonl", "inclusion.json", "consistency.json", "key.pem"
CHECKPOINTS = "checkpoints/"

# Half a year of sealing once a minute; the names of so many are held in memory.
MOST_CHECKPOINTS = 250_000
_CHUNK = 1 << 16
# The list of names of an archive is read in one piece; a greater one is made to fill the memory.
_LARGEST_READ = 1 << 26
_PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1


class CannotRead(Exception):
    """An export, a checkpoint or a key that cannot be opened; the message is a sentence for the reader."""


class Source(Protocol):
    """An export that can be read, whatever holds it."""

    def file(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a small file, or None when there is no such file; CannotRead when it is too large."""

    def chunks(self, name: str) -> Iterator[bytes] | None:
        """The bytes of a file of any size, piece by piece, or None when there is no such file."""

    def checkpoints(self) -> Iterator[Note]:
        """Every file of the folder of checkpoints, in the order of their names."""

    def close(self) -> None:
        """Let go of what is open."""


class Folder:
    """An export that lies unpacked."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def file(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a small file of the folder."""
        place = self._place / name
        return read_small(place, most=most) if place.exists() else None

    def chunks(self, name: str) -> Iterator[bytes] | None:
        """The bytes of a file of the folder, piece by piece."""
        place = self._place / name
        return _pieces(place) if place.exists() else None

    def checkpoints(self) -> Iterator[Note]:
        """Every checkpoint of the folder."""
        place = self._place / CHECKPOINTS
        return _checkpoints_in(place, CHECKPOINTS) if place.is_dir() else iter(())

    def close(self) -> None:
        """Nothing is held open between two readings."""


class Archive:
    """An export in a zip archive: plain or deflated, not encrypted, no name twice."""

    def __init__(self, place: Path) -> None:
        self._file = _Bounded(place)
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self._file.close()
            raise CannotRead(f"{place} is neither a folder nor a zip archive that can be opened.") from error
        names = [one.filename for one in self._zip.infolist()]
        self._names = frozenset(names)
        if len(self._names) != len(names):
            self.close()
            raise CannotRead(f"{place} holds a name twice: two readers could see two different exports.")

    def file(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a small file of the archive."""
        chunks = self.chunks(name)
        if chunks is None:
            return None
        held = bytearray()
        for chunk in chunks:
            held += chunk
            if len(held) > most:
                raise CannotRead(f"{name} is too large to be what its name says.")
        return bytes(held)

    def chunks(self, name: str) -> Iterator[bytes] | None:
        """The bytes of a file of the archive, unpacked piece by piece."""
        return self._unpacked(name) if name in self._names else None

    def checkpoints(self) -> Iterator[Note]:
        """Every checkpoint of the archive."""
        names = sorted(n for n in self._names if n.startswith(CHECKPOINTS) and n.endswith(".txt"))
        _refuse_too_many(names)
        return (Note(name, self.file(name, most=MOST_BYTES) or b"") for name in names)

    def close(self) -> None:
        """Close the archive and its file."""
        self._zip.close()
        self._file.close()

    def _unpacked(self, name: str) -> Iterator[bytes]:
        known = self._zip.getinfo(name)
        if known.flag_bits & _ENCRYPTED or known.compress_type not in _PLAIN_METHODS:
            raise CannotRead(f"{name} is encrypted or packed in a way that is not read here.")
        try:
            with self._zip.open(known) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise CannotRead(f"{name} is damaged in the archive and cannot be unpacked.") from error


class _Bounded(FileIO):
    """A file that refuses to be read in one enormous piece."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, "rb")
        self._size = place.stat().st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as asked, unless more is asked for than any honest archive needs at once."""
        left = max(0, self._size - self.tell())
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > _LARGEST_READ:
            raise ValueError("The archive asks for too much memory.")
        return super().read(wanted) or b""


def open_source(place: Path) -> Folder | Archive:
    """Open an export, whichever form it has; CannotRead when it has none."""
    if place.is_dir():
        return Folder(place)
    _refuse_special(place)
    return Archive(place)


def checkpoints_at(places: list[Path]) -> Iterator[Note]:
    """Checkpoints kept outside the export: files, or whole folders of them such as the witness of a ledger."""
    for place in places:
        if place.is_dir():
            yield from _checkpoints_in(place, f"{place}/")
        else:
            yield Note(str(place), read_small(place, most=MOST_BYTES))


def _checkpoints_in(folder: Path, shown: str) -> Iterator[Note]:
    """Every text file of a folder, in the order of names, each shown with where it was."""
    names = sorted(place.name for place in folder.iterdir() if place.suffix == ".txt")
    _refuse_too_many(names)
    return (Note(shown + name, read_small(folder / name, most=MOST_BYTES)) for name in names)


def read_small(place: Path, *, most: int) -> bytes:
    """The bytes of a file that cannot be large; CannotRead when it is, or is none."""
    _refuse_special(place)
    with FileIO(place, "rb") as stream:
        held = stream.read(most + 1)
    if len(held) > most:
        raise CannotRead(f"{place} is too large to be what its name says.")
    return held


def _pieces(place: Path) -> Iterator[bytes]:
    _refuse_special(place)
    with FileIO(place, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _refuse_special(place: Path) -> None:
    """A pipe or a device under the name of a file would wait or flow for ever."""
    try:
        is_file = stat.S_ISREG(place.stat().st_mode)
    except (OSError, ValueError) as error:
        raise CannotRead(f"{place} cannot be found.") from error
    if not is_file:
        raise CannotRead(f"{place} is not a file.")


def _refuse_too_many(names: list[str]) -> None:
    if len(names) > MOST_CHECKPOINTS:
        raise CannotRead(f"There are more than {MOST_CHECKPOINTS:,} checkpoints; give the ones that matter.")
