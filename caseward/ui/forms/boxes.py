"""The boxes of a date: what was typed into each, and what it may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from caseward.kernel.dates import PartialDate


NAMES = (
    "january jan ionawr|february feb chwefror|march mar mawrth|april apr ebrill|may mai|june jun mehefin|"
    "july jul gorffennaf|august aug awst|september sep sept medi|october oct hydref|november nov tachwedd|"
    "december dec rhagfyr"
)
MONTHS = {name: number for number, names in enumerate(NAMES.split("|"), start=1) for name in names.split()}
PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes, trimmed and not yet understood."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""

    def __bool__(self) -> bool:
        return any((self.day, self.month, self.year, self.time))

    def __str__(self) -> str:
        return " ".join(part for part in (self.day, self.month, self.year, self.time) if part)

    @classmethod
    def of(cls, value: object) -> Typed:
        """The boxes for a date or a part of one; the time stays empty."""
        if isinstance(value, PartialDate | date):
            parts = (getattr(value, name) for name in PARTS)
            return cls(*("" if part is None else str(part) for part in parts))
        return value if isinstance(value, cls) else cls()


class Boxes(forms.Widget):
    """Reads the boxes; our template draws them."""

    def __init__(self, parts: tuple[str, ...] = PARTS) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],  # noqa: ARG002
        name: str,
    ) -> Typed:
        """The boxes as typed."""
        return Typed(**{part: str(data.get(f"{name}-{part}", "")).strip() for part in self.parts})

    def value_omitted_from_data(
        self,
        data: Mapping[str, Any],
        files: Mapping[str, Any],  # noqa: ARG002
        name: str,
    ) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """The first box."""
        return f"{id_}-{self.parts[0]}"


def year_in(text: str) -> int:
    """A year of four digits."""
    if not _is_number(text) or len(text) != 4:
        raise _fault(_("The year must have 4 digits, like 2009."), "year")
    year = int(text)
    if not 1900 <= year <= 2200:
        raise _fault(_("The year %s is not one that a record can be about.") % year, "year")
    return year


def month_in(text: str) -> int:
    """A month by number or by name, in English or Welsh."""
    number = int(text) if _is_number(text) and len(text) <= 2 else MONTHS.get(text.lower(), 0)
    if not 1 <= number <= 12:
        raise _fault(_("The month must be from 1 to 12, or its name."), "month")
    return number


def whole_date(typed: Typed) -> date:
    """The date in the boxes; ValidationError with the boxes at fault when there is none."""
    missing = [part for part in PARTS if not getattr(typed, part)]
    if missing:
        names = {"day": _("day"), "month": _("month"), "year": _("year")}
        raise _fault(_("The date lacks its %s.") % _(" and ").join(names[part] for part in missing), *missing)
    year, month = year_in(typed.year), month_in(typed.month)
    if not _is_number(typed.day) or len(typed.day) > 2:
        raise _fault(_("The day must be a number."), "day")
    try:
        return date(year, month, int(typed.day))
    except ValueError:
        said = f"{typed.day} {_month_name(month)} {year}"
        raise _fault(_("There is no %s. Check the day.") % said, "day") from None


def partial_date(typed: Typed) -> PartialDate:
    """As much of a date as is in the boxes: a year, a month and year, or the whole of it."""
    if typed.day:
        return PartialDate.of(whole_date(typed))
    if not typed.year:
        raise _fault(_("Give at least the year, or leave all three boxes empty."), "year")
    return PartialDate(year_in(typed.year), month_in(typed.month) if typed.month else None)


def fault(message: str, *parts: str) -> ValidationError:
    """An error that knows which boxes are at fault."""
    return ValidationError(message, code="boxes", params={"parts": parts})


def _fault(message: str, *parts: str) -> ValidationError:
    # Percent signs cannot occur in these sentences once they are filled in, and params carry the boxes.
    return fault(message.replace("%", "%%"), *parts)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _month_name(month: int) -> str:
    return PartialDate(2000, month).words.removesuffix(" 2000")
