"""A parser that reads the same bytes over and over is stopped, whether by how much or by how long."""

import pytest

from caseward.foundation.documents import Unreadable, limits
from caseward.foundation.documents.metering import Metered


def test_ordinary_reading_is_not_hindered() -> None:
    stream = Metered(b"abc" * 1_000)

    assert (stream.read(3), stream.read(1), bytes(stream.getbuffer()[:2])) == (b"abc", b"a", b"ab")
    assert stream.read() == (b"abc" * 1_000)[4:]


def test_reading_the_whole_again_and_again_is_refused() -> None:
    stream = Metered(b"x" * limits.PDF_READ_ANYWAY)

    for _ in range(limits.PDF_TIMES_READ + 1):
        stream.getbuffer()
    with pytest.raises(Unreadable):
        stream.getbuffer()
    with pytest.raises(Unreadable):
        stream.read(1)


def test_reading_after_the_time_is_over_is_refused_for_good() -> None:
    stream = Metered(b"x" * 1_000, seconds=-1.0)

    with pytest.raises(Unreadable):
        stream.getbuffer()
    with pytest.raises(Unreadable):
        stream.read(1)


def test_the_clock_is_looked_at_every_so_often() -> None:
    stream = Metered(b"x" * 1_000, seconds=-1.0)

    with pytest.raises(Unreadable):
        for _ in range(300):
            stream.read(1)
