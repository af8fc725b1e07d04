"""ZIP packages (Word, Excel, OpenDocument) opened with a bound on everything they claim about themselves."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO


END_BYTES = 22
END_MAGIC = b"PK\x05\x06"
MOST_ENTRIES = 3_000
LARGEST_INDEX = 1 << 20
PIECE = 1 << 18
OVERLAP = 200  # the longest pattern looked for, so that none hides across two pieces

# What zipfile raises for packages made to break it.
BREAKS = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError,
    LookupError, OverflowError,
)  # fmt: skip


class Broken(Exception):
    """The package is not one that an office program would write."""


def opened(source: BinaryIO) -> zipfile.ZipFile:
    """The package; Broken when anything lies before or behind it, or when its index is out of proportion."""
    size = source.seek(0, 2)
    source.seek(max(0, size - END_BYTES))
    end = source.read(END_BYTES)
    if len(end) < END_BYTES or not end.startswith(END_MAGIC):
        raise Broken
    entries, index_bytes, index_at = struct.unpack("<HII", end[10:20])
    if entries > MOST_ENTRIES or index_bytes > LARGEST_INDEX or index_at + index_bytes + END_BYTES != size:
        raise Broken
    try:
        return zipfile.ZipFile(source)
    except BREAKS:
        raise Broken from None


def looks_like_one(source: BinaryIO) -> bool:
    """Whether a ZIP program would find a package in these bytes, wherever it begins."""
    source.seek(0)
    return zipfile.is_zipfile(source)


def pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What an entry holds, unpacked a piece at a time; each piece begins with the end of the one before."""
    tail = b""
    with package.open(entry) as member:
        while piece := member.read(PIECE):
            yield tail + piece
            tail = piece[-OVERLAP:]
