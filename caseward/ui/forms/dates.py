"""Questions about days and moments, in three boxes, understood exactly or not at all."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.kernel.dates import PartialDate
from caseward.kernel.wording import day_in_words
from caseward.ui.forms.bound import Bound
from caseward.ui.forms.boxes import PARTS, Boxes, Typed, fault, partial_date, whole_date
from caseward.ui.forms.fields import Kit


if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words


LONDON = ZoneInfo("Europe/London")
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time, like 14:30")}
WIDTHS = {"day": "2", "month": "3", "year": "4", "time": "4"}


class Boxed(Kit):
    """What days and moments share: boxes, and which of them is at fault."""

    template = "day"
    parts: tuple[str, ...] = PARTS
    empty = _("Enter the date: {label}")

    def __init__(
        self,
        label: Words,
        *,
        not_after_today: bool = False,
        not_before_today: bool = False,
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(label, widget=Boxes(self.parts), **rest)
        self.not_after_today, self.not_before_today = not_after_today, not_before_today

    def clean(self, value: Any) -> Any:  # noqa: ANN401
        """The date, None when nothing was typed and nothing need be."""
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return self.understand(value)

    def understand(self, typed: Typed) -> object:
        """What the boxes mean."""
        raise NotImplementedError

    def against_today(self, value: object, *, today: date) -> None:
        """Refuse a day on the wrong side of today."""
        if self.not_after_today and earliest(value) > today:
            raise fault(gettext("This must be today or in the past."), *PARTS)
        if self.not_before_today and latest(value) < today:
            raise fault(gettext("This must be today or in the future."), *PARTS)

    def first_id(self, bound: Bound) -> str:
        """The first box at fault."""
        at_fault = [box["id"] for box in self.boxes(bound) if box["at_fault"]]
        return at_fault[0] if at_fault else f"{bound.auto_id}-{self.parts[0]}"

    def boxes(self, bound: Bound) -> list[dict[str, Any]]:
        """Each box with its name, label, width, text, and whether it is at fault."""
        typed = self.typed(bound.value())
        faults = _parts_at_fault(bound)
        return [
            {
                "id": f"{bound.auto_id}-{part}",
                "name": f"{bound.html_name}-{part}",
                "label": LABELS[part],
                "width": WIDTHS[part],
                "value": getattr(typed, part),
                "at_fault": part in faults,
                "inputmode": "text" if part in {"month", "time"} else "numeric",
            }
            for part in self.parts
        ]

    def typed(self, value: object) -> Typed:
        """What stands in the boxes."""
        return Typed.of(value)

    def said(self, value: object) -> str:
        """In words where it is understood, else as typed."""
        typed = self.typed(value)
        if not typed:
            return ""
        try:
            return partial_date(typed).words
        except ValidationError:
            return str(typed)

    def raw(self, name: str, value: object) -> dict[str, list[str]]:
        """As a browser would send the boxes."""
        typed = self.typed(value)
        return {f"{name}-{part}": [getattr(typed, part)] for part in self.parts}


class Day(Boxed):
    """A whole date."""

    def understand(self, typed: Typed) -> date:
        """The date itself."""
        return whole_date(typed)


class PartialDay(Boxed):
    """A date as far as it is known: a year, a month and year, or a day."""

    def understand(self, typed: Typed) -> PartialDate:
        """As much of it as was typed."""
        return partial_date(typed)


class Moment(Boxed):
    """A day and a time in London."""

    parts = (*PARTS, "time")

    def understand(self, typed: Typed) -> datetime:
        """The instant; an hour that the clocks skipped is not one."""
        day = whole_date(typed)
        try:
            at = time.fromisoformat(typed.time.replace(".", ":").zfill(5))
        except ValueError:
            raise fault(gettext("Give the time as hours and minutes, like 14:30."), "time") from None
        moment = datetime.combine(day, at.replace(tzinfo=None, second=0, microsecond=0), tzinfo=LONDON)
        if moment.astimezone(ZoneInfo("UTC")).astimezone(LONDON).replace(tzinfo=None) != moment.replace(
            tzinfo=None
        ):
            raise fault(gettext("The clocks went forward over that time. Check it."), "time")
        return moment

    def typed(self, value: object) -> Typed:
        """The boxes of a moment, in London's time."""
        if not isinstance(value, datetime):
            return Typed.of(value)
        local = value.astimezone(LONDON)
        return Typed(str(local.day), str(local.month), str(local.year), f"{local:%H:%M}")

    def said(self, value: object) -> str:
        """Day and time in words."""
        typed = self.typed(value)
        try:
            return f"{day_in_words(whole_date(typed))}, {typed.time}" if typed else ""
        except ValidationError:
            return str(typed)


def earliest(value: object) -> date:
    """The first day it can be."""
    if isinstance(value, PartialDate):
        return value.earliest
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value  # type: ignore[return-value]


def latest(value: object) -> date:
    """The last day it can be."""
    return value.latest if isinstance(value, PartialDate) else earliest(value)


def _parts_at_fault(bound: forms.BoundField) -> set[str]:
    """The boxes to mark: those the error names, or all when it names none."""
    errors = bound.errors.as_data() if bound.errors else []
    named = {part for error in errors for part in (error.params or {}).get("parts", ())}
    return named or ({*PARTS, "time"} if errors else set())
