"""A stored file is read back exactly, or not at all."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.storage import errors, sealing, stream


KEY = sealing.fresh_key()
SMALL = 16
CHUNK_ON_DISK = SMALL + sealing.TAG_BYTES


def stored(plain: bytes, *, key: bytes = KEY, chunk_bytes: int = SMALL) -> bytes:
    return b"".join(stream.encrypted([plain], key=key, chunk_bytes=chunk_bytes))


def read(blob: bytes, *, key: bytes = KEY) -> bytes:
    return b"".join(stream.decrypted(io.BytesIO(blob), key=key))


@given(pieces=st.lists(st.binary(max_size=70), max_size=8), chunk_bytes=st.integers(1, 40))
def test_every_length_comes_back_however_it_was_fed(pieces: list[bytes], chunk_bytes: int) -> None:
    blob = b"".join(stream.encrypted(pieces, key=KEY, chunk_bytes=chunk_bytes))

    assert read(blob) == b"".join(pieces)
    assert len(blob) == stream.stored_bytes(sum(map(len, pieces)), chunk_bytes=chunk_bytes)


@pytest.mark.parametrize("length", [0, 1, stream.CHUNK_BYTES - 1, stream.CHUNK_BYTES, stream.CHUNK_BYTES + 1])
def test_the_edges_of_a_real_chunk_come_back(length: int) -> None:
    plain = bytes(length)

    assert read(stored(plain, chunk_bytes=stream.CHUNK_BYTES)) == plain


@given(plain=st.binary(max_size=100), data=st.data())
def test_a_flipped_bit_anywhere_is_found(plain: bytes, data: st.DataObject) -> None:
    blob = bytearray(stored(plain))
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(errors.Unreadable):
        read(bytes(blob))


@given(plain=st.binary(max_size=100), data=st.data())
def test_a_file_cut_anywhere_is_found(plain: bytes, data: st.DataObject) -> None:
    blob = stored(plain)

    with pytest.raises(errors.Unreadable):
        read(blob[: data.draw(st.integers(0, len(blob) - 1))])


def test_a_file_cut_between_two_chunks_is_found() -> None:
    blob = stored(bytes(3 * SMALL))

    with pytest.raises(errors.Unreadable):
        read(blob[: stream.HEADER_BYTES + 2 * CHUNK_ON_DISK])


def test_swapped_chunks_are_found() -> None:
    blob = stored(b"a" * SMALL + b"b" * SMALL + b"c")
    head, first, second, rest = (
        blob[: stream.HEADER_BYTES],
        blob[stream.HEADER_BYTES : stream.HEADER_BYTES + CHUNK_ON_DISK],
        blob[stream.HEADER_BYTES + CHUNK_ON_DISK : stream.HEADER_BYTES + 2 * CHUNK_ON_DISK],
        blob[stream.HEADER_BYTES + 2 * CHUNK_ON_DISK :],
    )

    with pytest.raises(errors.Unreadable):
        read(head + second + first + rest)


@given(extra=st.binary(min_size=1, max_size=50))
def test_anything_appended_is_found(extra: bytes) -> None:
    with pytest.raises(errors.Unreadable):
        read(stored(b"statement of the referrer") + extra)


def test_chunks_of_two_files_do_not_mix() -> None:
    with pytest.raises(errors.Unreadable):
        read(stored(b"one file"), key=sealing.fresh_key())


def test_a_header_that_asks_for_too_much_memory_is_refused() -> None:
    blob = stream.MAGIC + (stream.LARGEST_CHUNK + 1).to_bytes(4) + bytes(40)

    with pytest.raises(errors.Unreadable):
        read(blob)


def test_what_proved_whole_is_given_out_before_the_end_is_read() -> None:
    blob = stored(b"a" * SMALL + b"b")
    chunks = stream.decrypted(io.BytesIO(blob[:-1]), key=KEY)

    assert next(chunks) == b"a" * SMALL
    with pytest.raises(errors.Unreadable):
        next(chunks)
