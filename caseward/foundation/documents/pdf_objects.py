"""Looking at the objects of a PDF without trust: each is taken for what it claims only if it is that."""

import math
from collections.abc import Mapping, Sequence

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from caseward.foundation.documents import limits
from caseward.foundation.documents.errors import Unreadable


_MOST_ITEMS = 20_000
_GREATEST = 1_000_000.0
_LONGEST_TEXT = 200_000


def resolved(value: object) -> object:
    """The object itself, where a reference to it is given."""
    return value.get_object() if isinstance(value, PdfObject) else value


def dictionary(value: object) -> Mapping[str, object]:
    """A dictionary, or an empty one for anything else."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else {}


def items(value: object) -> Sequence[object]:
    """The items of an array, bounded; none for anything else."""
    found = resolved(value)
    return list(found[:_MOST_ITEMS]) if isinstance(found, ArrayObject) else []


def name(value: object) -> str:
    """A name without its slash, or ""."""
    found = resolved(value)
    return str(found)[1:] if isinstance(found, NameObject) else ""


def text(value: object) -> str:
    """The text of a string, a name or a stream, bounded; "" for anything else."""
    found = resolved(value)
    if isinstance(found, NameObject):
        return str(found)[1:]
    if isinstance(found, TextStringObject):
        return str(found)[:_LONGEST_TEXT]
    if isinstance(found, StreamObject):
        return _decoded(found.get_data()[:_LONGEST_TEXT])
    return _decoded(bytes(found[:_LONGEST_TEXT])) if isinstance(found, ByteStringObject) else ""


def number(value: object, *, otherwise: float = 0.0) -> float:
    """A finite number of ordinary size, or `otherwise`."""
    found = resolved(value)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return otherwise
    return float(found) if abs(found) <= _GREATEST and math.isfinite(found) else otherwise


def numbers(value: object, *, count: int) -> tuple[float, ...] | None:
    """An array of that many numbers, or None."""
    found = items(value)
    return tuple(number(item) for item in found) if len(found) == count else None


class Budget:
    """What may still be unpacked from one PDF."""

    def __init__(self) -> None:
        self._left = limits.PDF_STREAMS

    def data(self, value: object) -> bytes:
        """The unpacked data of a stream, b"" for anything else; raise Unreadable when it all comes to too much."""
        found = resolved(value)
        data = found.get_data() if isinstance(found, StreamObject) else b""
        self._left -= len(data)
        if self._left < 0 or len(data) > limits.PDF_STREAM:
            raise Unreadable("unpacks-too-large")
        return data


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
