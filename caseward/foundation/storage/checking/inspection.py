"""Whether a file may be kept: its size, its kind by content, its name, and what its kind is known to hide."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from caseward.foundation.storage import names
from caseward.foundation.storage.checking import (
    kinds,
    messages,
    office,
    packages,
    pdf,
    pictures,
    refusals,
    signs,
)
from caseward.kernel.decisions import Refused


PIECE = 1 << 20
PACKAGES = {kinds.DOCX.code, kinds.XLSX.code, kinds.ODT.code}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is too much: bytes of a file, pixels of a picture, bytes that an office package unpacks to."""

    largest_bytes: int
    most_pixels: int = 100_000_000
    most_unpacked: int = 150_000_000


def inspect(source: BinaryIO, *, name: str, size: int, limits: Limits) -> kinds.Kind | Refused:
    """The kind of a file that may be kept, or why it may not; any bytes whatever get an answer."""
    if size > limits.largest_bytes:
        return refusals.too_large(size=size, most=limits.largest_bytes)
    suffix = names.suffix_of(name)
    kind = _as_named(kinds.detect(source), suffix)
    if kind.code not in kinds.ALLOWED:
        return refusals.of_kind(kind)
    if not kinds.may_be_called(kind, suffix):
        return refusals.misnamed(suffix=suffix, kind=kind)
    code = _everywhere(source, kind) or INSPECTORS[kind.code](source, limits)
    source.seek(0)
    return refusals.refused(code) if code else kind


def _as_named(kind: kinds.Kind, suffix: str) -> kinds.Kind:
    """A note that begins "From: … To: …" and is called .txt is a note."""
    return kinds.TXT if kind is kinds.EML and suffix in kinds.TXT.suffixes else kind


def _everywhere(source: BinaryIO, kind: kinds.Kind) -> str | None:
    if kind.code in PACKAGES:
        return None  # unpacked and searched by its inspector
    if any(signs.has_test_virus(piece) for piece in _pieces(source)):
        return "file.test-virus"
    return "file.two-in-one" if packages.looks_like_one(source) else None


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """The file a megabyte at a time; each piece begins with the end of the one before."""
    source.seek(0)
    tail = b""
    while piece := source.read(PIECE):
        yield tail + piece
        tail = piece[-packages.OVERLAP :]


def _pdf(source: BinaryIO, _limits: Limits) -> str | None:
    source.seek(0)
    return pdf.refusal(source.read())


def _office(source: BinaryIO, limits: Limits) -> str | None:
    return office.refusal(source, most_unpacked=limits.most_unpacked)


def _png(source: BinaryIO, limits: Limits) -> str | None:
    return pictures.png_refusal(source, most_pixels=limits.most_pixels)


def _jpeg(source: BinaryIO, limits: Limits) -> str | None:
    return pictures.jpeg_refusal(source, most_pixels=limits.most_pixels)


def _text(source: BinaryIO, _limits: Limits) -> str | None:
    """Text to its very end: no control characters behind a harmless first page."""
    source.seek(0)
    decoder = codecs.getincrementaldecoder(kinds.encoding_of(source.read(kinds.HEAD_BYTES)))(errors="replace")
    source.seek(0)
    while piece := source.read(PIECE):
        if kinds.CONTROL.search(decoder.decode(piece)):
            return "file.unknown"
    return None


def _message(source: BinaryIO, _limits: Limits) -> str | None:
    return messages.refusal(source)


INSPECTORS: dict[str, Callable[[BinaryIO, Limits], str | None]] = {
    "PDF": _pdf,
    "DOCX": _office,
    "XLSX": _office,
    "ODT": _office,
    "PNG": _png,
    "JPEG": _jpeg,
    "TXT": _text,
    "EML": _message,
}
