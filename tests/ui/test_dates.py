"""Boxes of dates: understood exactly, or refused in words that say which box."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from caseward.kernel.dates import PartialDate
from caseward.ui.forms import Day, Moment, PartialDay
from caseward.ui.forms.boxes import Typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (Typed("14", "3", "2009"), date(2009, 3, 14)),
        (Typed("04", "03", "2009"), date(2009, 3, 4)),
        (Typed("4", "March", "2009"), date(2009, 3, 4)),
        (Typed("4", "mar", "2009"), date(2009, 3, 4)),
        (Typed("4", "Mawrth", "2009"), date(2009, 3, 4)),
        (Typed("29", "2", "2024"), date(2024, 2, 29)),
    ],
    ids=str,
)
def test_a_date_is_understood(typed: Typed, day: date) -> None:
    assert Day("Day").clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (Typed("31", "2", "2026"), "There is no 31 February 2026. Check the day.", ("day",)),
        (Typed("29", "2", "2023"), "There is no 29 February 2023. Check the day.", ("day",)),
        (Typed("0", "2", "2023"), "There is no 0 February 2023. Check the day.", ("day",)),
        (Typed("1", "13", "2026"), "The month must be from 1 to 12, or its name.", ("month",)),
        (Typed("1", "Smarch", "2026"), "The month must be from 1 to 12, or its name.", ("month",)),
        (Typed("1", "1", "09"), "The year must have 4 digits, like 2009.", ("year",)),
        (Typed("1", "1", "0009"), "The year 9 is not one that a record can be about.", ("year",)),
        (Typed("1", "", ""), "The date lacks its month and year.", ("month", "year")),
        (Typed("x", "1", "2009"), "The day must be a number.", ("day",)),
        (Typed("१", "1", "2009"), "The day must be a number.", ("day",)),
        (Typed("1", "100%", "2009"), "The month must be from 1 to 12, or its name.", ("month",)),
        (Typed("7%", "1", "2009"), "The day must be a number.", ("day",)),
    ],
    ids=str,
)
def test_a_date_that_is_none_says_why_and_which_box(
    typed: Typed, sentence: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as refused:
        Day("Day").clean(typed)

    assert refused.value.messages == [sentence]
    assert refused.value.params == {"parts": parts}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (Typed("", "", "2009"), PartialDate(2009)),
        (Typed("", "3", "2009"), PartialDate(2009, 3)),
        (Typed("14", "3", "2009"), PartialDate(2009, 3, 14)),
    ],
    ids=str,
)
def test_a_date_is_taken_as_far_as_it_is_known(typed: Typed, known: PartialDate) -> None:
    assert PartialDay("Born").clean(typed) == known


@pytest.mark.parametrize(
    "typed", [Typed("14", "", "2009"), Typed("", "3", ""), Typed("14", "3", "")], ids=str
)
def test_a_part_of_a_date_that_says_nothing_is_refused(typed: Typed) -> None:
    with pytest.raises(ValidationError):
        PartialDay("Born").clean(typed)


def test_nothing_typed_is_nothing_where_nothing_is_asked_for() -> None:
    assert Day("Day", required=False).clean(Typed()) is None


def test_nothing_typed_is_refused_where_a_date_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="Enter the date: When you met"):
        Day("When you met").clean(Typed())


@pytest.mark.parametrize("time", ["14:30", "14.30", "14:30:59"])
def test_a_moment_is_an_instant_in_london(time: str) -> None:
    found = Moment("When").clean(Typed("14", "7", "2026", time))

    assert found.astimezone(UTC) == datetime(2026, 7, 14, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (Typed("14", "7", "2026", ""), "Give the time"),
        (Typed("14", "7", "2026", "25:00"), "Give the time"),
        (Typed("14", "7", "2026", "half two"), "Give the time"),
        (Typed("29", "3", "2026", "01:30"), "The clocks went forward"),
    ],
    ids=str,
)
def test_a_moment_that_is_none_says_why(typed: Typed, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Moment("When").clean(typed)


@given(some.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_date_survives_its_boxes(day: date) -> None:
    assert Day("Day").clean(Typed.of(day)) == day


@given(*[some.text(max_size=6)] * 4)
def test_whatever_is_typed_gives_a_date_or_a_sentence(day: str, month: str, year: str, time: str) -> None:
    for field in (Day("A"), PartialDay("B"), Moment("C")):
        with suppress(ValidationError):
            field.clean(Typed(day, month, year, time))
