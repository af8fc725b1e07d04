"""A sealed value opens only under its key and in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.storage import errors, sealing


KEY = sealing.fresh_key()
PLACE = ("table", "record", "field")
PLACES = st.lists(st.text(max_size=5), max_size=4).map(tuple)


@given(plain=st.binary(max_size=300))
def test_a_sealed_value_comes_back(plain: bytes) -> None:
    sealed = sealing.seal(KEY, plain, place=PLACE)

    assert sealing.unseal(KEY, sealed, place=PLACE) == plain
    assert len(sealed) == len(plain) + sealing.OVERHEAD


@given(plain=st.binary(max_size=60), data=st.data())
def test_a_changed_or_shortened_value_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(sealing.seal(KEY, plain, place=PLACE))
    place = data.draw(st.integers(0, len(sealed) - 1))
    shorter = bytes(sealed[:place])
    sealed[place] ^= 0x80

    for broken in (bytes(sealed), shorter):
        with pytest.raises(errors.Unreadable):
            sealing.unseal(KEY, broken, place=PLACE)


@pytest.mark.parametrize(
    "other",
    [
        ("table", "record", "other"),
        ("table", "other", "field"),
        ("tablerecord", "", "field"),
        ("table", "record"),
    ],
)
def test_a_value_moved_to_another_place_is_refused(other: tuple[str, ...]) -> None:
    sealed = sealing.seal(KEY, b"Rowan Example", place=PLACE)

    with pytest.raises(errors.Unreadable):
        sealing.unseal(KEY, sealed, place=other)


@given(
    one=st.lists(st.text(max_size=5), max_size=4).map(tuple),
    two=st.lists(st.text(max_size=5), max_size=4).map(tuple),
)
def test_two_places_never_look_the_same(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert (sealing.binding(*one) == sealing.binding(*two)) is (one == two)


def test_the_same_words_never_look_the_same_twice() -> None:
    assert sealing.seal(KEY, b"same", place=PLACE) != sealing.seal(KEY, b"same", place=PLACE)
