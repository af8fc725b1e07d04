"""The files of an export read back as they were written, in whatever pieces they come."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import papers


HOSTILE = [b"", *(bytes([character]) for character in b'A=09" \n\\\xff-,{}'), b'"leaf":""']


@given(st.integers(0, 10**17), st.binary(max_size=40), st.none() | st.binary(min_size=32, max_size=32))
def test_an_entry_reads_back_as_written(index: int, body: bytes, leaf: bytes | None) -> None:
    line = ledger.entry_line(index, body=body, leaf=leaf)

    assert line.endswith(b"\n")
    assert papers.read_entry(line) == papers.WrittenEntry(index, body, leaf)


@given(st.binary(max_size=9), st.integers(0, 10**19), st.data())
def test_an_entry_in_our_spelling_is_read_as_its_json_is(
    body: bytes, index: int, data: st.DataObject
) -> None:
    whole = bytearray(ledger.entry_line(index, body=body, leaf=bytes(32))[:-1])
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from(HOSTILE))
    line = bytes(whole)

    assert papers.read_entry(line) == papers._read_any(line)


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line)), st.integers(1, 40))
def test_lines_are_the_same_however_the_pieces_fall(texts: list[bytes], length: int) -> None:
    whole = b"".join(text + b"\n" for text in texts)
    pieces = [whole[start : start + length] for start in range(0, len(whole), length)]

    assert list(papers.lines(pieces)) == texts


def test_a_line_without_end_is_cut_off_and_the_stream_left() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"A" * 65_536

    (line,) = papers.lines(endless())

    assert len(line) <= papers.LONGEST_LINE + 2 * 65_536
    assert taken <= 18
