"""Pictures, judged by their headers: nothing is decoded, so that nothing can unfold."""

from typing import BinaryIO


# JPEG markers that stand alone, and those that begin a frame and say its size (ITU-T T.81, table B.1).
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9


MOST_PARTS = 50_000


def png_refusal(source: BinaryIO, *, most_pixels: int) -> str | None:
    """The code of what is wrong with a PNG: cut short, too many pixels, or something behind its end."""
    source.seek(8)
    refusal: str | None = "file.cut-short"
    for _ in range(MOST_PARTS):
        head = source.read(8)
        if len(head) < 8:
            return "file.cut-short"
        length, name = int.from_bytes(head[:4]), head[4:]
        body = source.read(8) if name == b"IHDR" else b""
        if body:
            refusal = _size_refusal(int.from_bytes(body[:4]), int.from_bytes(body[4:]), most_pixels)
        source.seek(length - len(body) + 4, 1)
        if refusal or name == b"IEND":
            return refusal or ("file.two-in-one" if source.read(1) else None)
    return "file.package-tricks"


def jpeg_refusal(source: BinaryIO, *, most_pixels: int) -> str | None:
    """The code of what is wrong with a JPEG: no frame before its scan, or a frame of too many pixels."""
    source.seek(2)
    refusal: str | None = "file.cut-short"
    for _ in range(MOST_PARTS):
        marker = _next_marker(source)
        if marker in {None, START_OF_SCAN, END_OF_IMAGE}:
            return refusal if marker == START_OF_SCAN else "file.cut-short"
        refusal = _segment_refusal(source, marker, most_pixels) or (None if marker in FRAMES else refusal)
        if refusal == "file.pixel-flood":
            return refusal
    return "file.package-tricks"


def _segment_refusal(source: BinaryIO, marker: int | None, most_pixels: int) -> str | None:
    if marker in ALONE:
        return None
    length = int.from_bytes(source.read(2))
    body = source.read(5) if marker in FRAMES else b""
    source.seek(max(0, length - 2 - len(body)), 1)
    if marker not in FRAMES:
        return None
    return _size_refusal(int.from_bytes(body[3:5]), int.from_bytes(body[1:3]), most_pixels)


def _next_marker(source: BinaryIO) -> int | None:
    byte = source.read(1)
    if byte != b"\xff":
        return None
    while byte == b"\xff":
        byte = source.read(1)
    return byte[0] if byte else None


def _size_refusal(width: int, height: int, most_pixels: int) -> str | None:
    if not width or not height:
        return "file.cut-short"
    return "file.pixel-flood" if width * height > most_pixels else None
