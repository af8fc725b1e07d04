"""Files in chunks that cannot be cut, reordered or swapped unnoticed (the STREAM construction, as in age).

Layout: 10 bytes of magic, 4 bytes of chunk size, then AES-256-GCM chunks. The nonce is an 11-byte counter and
a last-chunk flag. A key encrypts one file only, so that no nonce repeats; the header is bound to every chunk.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseward.foundation.storage import errors
from caseward.foundation.storage.sealing import TAG_BYTES


MAGIC = b"CASEWARD1\n"
HEADER_BYTES = len(MAGIC) + 4
CHUNK_BYTES = 1 << 20
LARGEST_CHUNK = 1 << 24  # a forged header may not make the reader ask for more memory than this
COUNTER_BYTES = 11
BROKEN = "The stored file was changed, cut short, or belongs to another record."


def encrypted(plain: Iterable[bytes], *, key: bytes, chunk_bytes: int = CHUNK_BYTES) -> Iterator[bytes]:
    """The header, then each chunk encrypted; at most two chunks are in memory."""
    header = MAGIC + chunk_bytes.to_bytes(4)
    cipher = AESGCM(key)
    yield header
    for counter, chunk, last in _marked(_even(plain, size=chunk_bytes)):
        yield cipher.encrypt(_nonce(counter, last=last), chunk, header)


def decrypted(stored: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """Each chunk as soon as it proves whole; Unreadable at the first that does not, and at a missing end."""
    header = stored.read(HEADER_BYTES)
    size = _chunk_size(header)
    cipher = AESGCM(key)
    for counter, chunk, last in _marked(_read(stored, size=size + TAG_BYTES)):
        try:
            yield cipher.decrypt(_nonce(counter, last=last), chunk, header)
        except InvalidTag:
            raise errors.Unreadable(BROKEN) from None


def stored_bytes(plain_bytes: int, *, chunk_bytes: int = CHUNK_BYTES) -> int:
    """How many bytes a file of this length takes when stored."""
    chunks = max(1, -(-plain_bytes // chunk_bytes))
    return HEADER_BYTES + plain_bytes + chunks * TAG_BYTES


def _chunk_size(header: bytes) -> int:
    size = int.from_bytes(header[len(MAGIC) :])
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC) or not 0 < size <= LARGEST_CHUNK:
        raise errors.Unreadable("The stored file does not begin as Caseward wrote it.")
    return size


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(COUNTER_BYTES) + bytes([last])


def _marked(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Number the chunks and mark the last; an empty file has one empty chunk, which proves its end."""
    current = next(chunks, b"")
    counter = 0
    for following in chunks:
        yield counter, current, False
        current, counter = following, counter + 1
    yield counter, current, True


def _even(plain: Iterable[bytes], *, size: int) -> Iterator[bytes]:
    """Cut pieces of any length into chunks of one size; only the last may be shorter."""
    held = bytearray()
    for piece in plain:
        held += piece
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    if held:
        yield bytes(held)


def _read(stored: BinaryIO, *, size: int) -> Iterator[bytes]:
    while chunk := stored.read(size):
        yield chunk
