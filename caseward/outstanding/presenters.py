"""The register as its pages draw it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.obligations.queries import Owed
from caseward.outstanding import queries
from caseward.outstanding.queries import ItemRow
from caseward.ui import forms
from caseward.ui.told import Told
from caseward.workforce.queries import Colleague


EVENTS = {
    "outstanding.entered": gettext_lazy("entered something that is out on a person"),
    "outstanding.attempted": gettext_lazy("recorded an attempt at something that is out on a person"),
    "outstanding.reviewed": gettext_lazy("reviewed something that is out on a person"),
    "outstanding.ended": gettext_lazy("ended something that was out on a person"),
    "outstanding.viewed": gettext_lazy("read what is out on the person of a case"),
}
NOTICES = {
    "outstanding.due-soon": Told(
        gettext_lazy("An attempt or a review of something outstanding is due soon."), "outstanding:item"
    ),
    "outstanding.overdue": Told(
        gettext_lazy("An attempt or a review of something outstanding is late."), "outstanding:item"
    ),
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An item with what is due first about it."""

    item: ItemRow
    due: Owed | None


def register(rows: Iterable[ItemRow], due: Mapping[UUID, Owed]) -> list[RegisterRow]:
    """The lines of the register."""
    return [RegisterRow(one, due.get(one.id)) for one in rows]


def sorts() -> list[forms.Option]:
    """What can be entered."""
    return [forms.Option(one.key, _(one.title), hint=_(one.asks)) for one in queries.sorts().values()]


def endings(row: ItemRow) -> list[tuple[str, str]]:
    """How this one can end."""
    words = queries.endings()
    return [(key, _(words[key])) for key in row.sort.ends_as]


def officers(able: Iterable[Colleague]) -> list[tuple[str, str]]:
    """Who can pursue it."""
    return [(str(one.id), f"{one.name}, {one.role}") for one in able]
