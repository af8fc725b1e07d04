"""Words for officers: numbers, days and lists read as somebody would say them."""

from datetime import date

import pytest

from caseward.kernel.wording import counted, day_in_words, gettext_noop, listed


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 working days"), (1, "1 working day"), (2, "2 working days"), (-1, "-1 working days")],
)
def test_a_number_takes_its_noun(number: int, said: str) -> None:
    assert counted(number, one="working day", many="working days") == said


def test_a_day_is_said_without_a_leading_nought() -> None:
    assert day_in_words(date(2026, 11, 5)) == "5 November 2026"


def test_a_day_can_name_its_weekday() -> None:
    assert day_in_words(date(2026, 11, 21), weekday=True) == "Saturday 21 November 2026"


def test_every_month_has_its_name() -> None:
    said = [day_in_words(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert said == [date(2026, month, 1).strftime("%B") for month in range(1, 13)]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a gap"], "a gap"),
        (["a gap", "a risk"], "a gap and a risk"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_items_read_as_one_phrase(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_alternatives_are_joined_by_or() -> None:
    assert listed(["panel", "exit"], joined_by="or") == "panel or exit"


def test_marking_for_translation_changes_nothing() -> None:
    assert gettext_noop("2 working days late") == "2 working days late"
