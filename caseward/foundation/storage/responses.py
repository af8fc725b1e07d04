"""A file on its way to a browser: saved, never shown, whatever it is."""

import contextlib
from collections.abc import Generator, Iterator
from urllib.parse import quote

from django.http import StreamingHttpResponse

from caseward.foundation.storage.files import OpenedFile


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store, private",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def attachment(opened: OpenedFile) -> StreamingHttpResponse:
    """The file as a download; its first megabyte is proved whole before anything is sent.

    A later defect breaks the answer off, which the browser notices by Content-Length.
    """
    pieces = opened.pieces()
    first = next(pieces, b"")
    length = {"Content-Length": str(opened.size), "Content-Disposition": disposition(opened.name)}
    return StreamingHttpResponse(
        _sent(first, pieces), content_type=opened.kind.media_type, headers=HEADERS | length
    )


def _sent(first: bytes, rest: Generator[bytes]) -> Iterator[bytes]:
    """Closes the file also when the reader goes away half-way."""
    with contextlib.closing(rest):
        yield first
        yield from rest


def disposition(name: str) -> str:
    """The header for a name already made safe: plain ASCII for old browsers, UTF-8 for the others (RFC 6266)."""
    ascii_name = (
        name.encode("ascii", errors="replace").decode().replace("?", "_").replace("\\", "_").replace('"', "_")
    )
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
