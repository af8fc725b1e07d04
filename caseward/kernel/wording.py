"""Words for officers: marks what is to be translated, and says numbers, days and lists in plain English."""

from collections.abc import Iterable
from datetime import date


# Never the locale's names: a due date must read alike on every machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation where it is written; the ui translates it where it is shown."""
    return message


def counted(number: int, *, one: str, many: str) -> str:
    """A number with its noun: "1 working day", "3 working days"; zero takes the plural."""
    return f"{number} {one if number == 1 else many}"


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """A date as an officer says it: "5 November 2026", or "Thursday 5 November 2026"."""
    said = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {said}" if weekday else said


def listed(items: Iterable[str], *, joined_by: str = "and") -> str:
    """Items as one phrase: "a", "a and b", "a, b and c"; nothing gives an empty phrase."""
    every = list(items)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {joined_by} {every[-1]}"
