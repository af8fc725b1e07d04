"""PDF files, searched for what acts on its own; nothing is drawn and no object is followed."""

import contextlib
import re
import zlib
from collections.abc import Iterator


HEAD = re.compile(rb"%PDF-\d\.\d")
MARKUP = re.compile(rb"(?i)<\s*(?:script|html|svg|iframe|!doctype)")
HEAD_BYTES = 4096
TAIL_BYTES = 2048
STREAM = re.compile(rb"(?<!end)stream\r?\n(?=[\x18\x28\x38\x48\x58\x68\x78])")  # then a zlib header
MOST_STREAMS = 50_000
PIECE = 1 << 16
LARGEST_OBJECTS = 1 << 22  # unpacked bytes looked through of one stream
MOST_UNPACKED = 1 << 26  # and of all streams together


def _name(word: str) -> bytes:
    """A pattern for a PDF name, each letter of which may be written as #xx (ISO 32000-1, 7.3.5)."""
    letters = (b"(?:%c|#%02x|#%02X)" % (ord(letter), ord(letter), ord(letter)) for letter in word)
    return b"/" + b"".join(letters)


ACTS = (
    (re.compile(_name("JavaScript")), "file.script"),
    (re.compile(b"|".join(_name(word) for word in ("Launch", "ImportData", "RichMedia"))), "file.script"),
    (re.compile(_name("EmbeddedFile")), "file.embedded"),
)
ENCRYPTED = re.compile(_name("Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)")


def refusal(data: bytes) -> str | None:
    """The code of what is wrong with a PDF: damaged, locked, two files in one, scripted or carrying files."""
    end = data.rfind(b"%%EOF")
    if not HEAD.match(data) or end < 0:
        return "file.cut-short"
    if MARKUP.search(data, 0, HEAD_BYTES) or data[end + 5 :].strip(b"\0\t\r\n\f\x1a "):
        return "file.two-in-one"
    if ENCRYPTED.search(data):
        return "file.locked"
    if sum(1 for _ in STREAM.finditer(data)) > MOST_STREAMS:
        return "file.package-tricks"
    return _acting(data) or next(filter(None, map(_acting, _object_streams(data))), None)


def _acting(text: bytes) -> str | None:
    return next((code for pattern, code in ACTS if pattern.search(text)), None)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The unpacked streams that begin with a number, as every stream of objects does (ISO 32000-1, 7.5.7)."""
    left = MOST_UNPACKED
    for found in STREAM.finditer(data):
        text = _unpacked(data, found.end(), most=min(LARGEST_OBJECTS, left))
        left -= len(text)
        if left <= 0:
            return
        yield text


def _unpacked(data: bytes, start: int, *, most: int) -> bytes:
    unpacker, text, waiting = zlib.decompressobj(), bytearray(), b""
    with contextlib.suppress(zlib.error):
        while len(text) < most and not unpacker.eof and (waiting or start < len(data)):
            if not waiting:
                waiting, start = data[start : start + PIECE], start + PIECE
            text += unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unconsumed_tail
            if not text[:64].lstrip()[:1].isdigit():
                return b""
    return bytes(text)
