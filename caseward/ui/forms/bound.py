"""A question together with its answer, as the templates ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from caseward.ui.forms.fields import Kit
    from caseward.ui.forms.reading import Reading


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One answer to choose from, with the questions it reveals."""

    id: str
    value: str
    label: str
    hint: str
    is_chosen: bool
    revealed: tuple[Bound, ...]


class Bound(BoundField):
    """Adds ids, options and both texts to Django's bound field; written once, so that templates stay plain."""

    field: Kit

    @property
    def said_value(self) -> str:
        """What stands in a text box."""
        value = self.value()
        return "" if value is None else str(value)

    @property
    def hint(self) -> str:
        """The line under the question."""
        return str(self.field.help_text or "")

    @property
    def question(self) -> str:
        """The label; what need not be answered says so."""
        label = str(self.label)
        says = self.field.says_optional and getattr(self.form, "says_optional", True)
        return label if self.field.required or not says else _("%s (optional)") % label

    @property
    def described_by(self) -> str:
        """The ids of hint, count and error, for whoever hears the page."""
        base = self.auto_id
        ids = [f"{base}-hint"] * bool(self.hint) + [f"{base}-reading"] * bool(self.reading)
        ids += [f"{base}-info"] * bool(self.field.counted) + [f"{base}-error"] * bool(self.errors)
        return " ".join(ids)

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return self.field.first_id(self)

    @cached_property
    def shown_options(self) -> list[ShownOption]:
        """The answers to choose from, in their order."""
        chosen = self._chosen()
        return [
            ShownOption(
                id=self.auto_id if index == 0 else f"{self.auto_id}-{index + 1}",
                value=str(option.value),
                label=str(option.label),
                hint=str(option.hint),
                is_chosen=str(option.value) in chosen,
                revealed=tuple(cast("Bound", self.form[name]) for name in option.reveals),
            )
            for index, option in enumerate(self.field.options)
        ]

    @property
    def offers_empty(self) -> bool:
        """Whether the answers themselves have one for no answer."""
        return any(option.value == "" for option in self.field.options)

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The boxes of a date, with what was typed into each."""
        return self.field.boxes(self)

    @property
    def reading(self) -> Reading | None:
        """How it was read from an uploaded form."""
        found: Reading | None = getattr(self.form, "readings", {}).get(self.name)
        return found

    @property
    def is_long_text(self) -> bool:
        """Whether two answers can stand one after the other."""
        return self.field.is_long_text

    @property
    def said_now(self) -> str:
        """The answer in words, as typed."""
        return self.field.said(self.value())

    @property
    def said_initially(self) -> str:
        """The answer in words, as the record has it."""
        return self.field.said(self.initial)

    @property
    def raw_initially(self) -> dict[str, list[str]]:
        """The record's answer as a browser would send it."""
        return self.field.raw(self.html_name, self.initial)

    def _chosen(self) -> set[str]:
        value = self.value()
        if isinstance(value, list | tuple | set | frozenset):
            return {str(each) for each in value}
        return set() if value is None else {str(value)}
