"""Sittings and items as their pages draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from caseward.foundation.paging import Page
from caseward.organisations.queries import UnitRow
from caseward.panels.queries import ItemRow, SittingRow
from caseward.panels.vocabulary import Became, Sort
from caseward.ui.templatetags.ui import moment


EVENTS = {
    "sitting.arranged": gettext_lazy("arranged a sitting"),
    "sitting.member-recorded": gettext_lazy("recorded who came to a sitting"),
    "sitting.minutes-viewed": gettext_lazy("read the minutes of a sitting"),
    "sitting.minutes-approved": gettext_lazy("approved the minutes of a sitting"),
    "sitting.minutes-added-to": gettext_lazy("added to the minutes of a sitting"),
    "agenda-item.put-forward": gettext_lazy("put a case on the agenda of a sitting"),
    "agenda-item.viewed": gettext_lazy("read what a sitting was asked of a case"),
    "agenda-item.closed": gettext_lazy("recorded what became of an item of an agenda"),
    "agenda-item.referrer-answered": gettext_lazy("recorded whether the referrer was told what came of it"),
    "agenda-item.action-agreed": gettext_lazy("wrote down an action that a sitting agreed"),
    "agenda-item.approved": gettext_lazy("approved the minute of one item"),
}


@dataclass(frozen=True, slots=True)
class State:
    """How something stands, in a coloured word."""

    words: str
    colour: str


def sitting_state(row: SittingRow, *, is_past: bool) -> State:
    """Coming, approved, or what its minutes still lack as far as the reader may know."""
    if row.is_approved:
        return State(_("minutes approved"), "well")
    if not is_past:
        return State(_("coming"), "info")
    if row.blank:
        said = ngettext("%(count)s item blank", "%(count)s items blank", row.blank) % {"count": row.blank}
        return State(said, "late")
    return State(_("minutes to approve"), "soon")


def item_state(row: ItemRow) -> State:
    """What became of it, shortly."""
    if row.closed is None:
        return State(_("blank"), "late")
    words = {
        Became.ANSWERED: (_("decided and signed"), "well"),
        Became.DISCUSSED: (_("discussed"), "well"),
        Became.NOT_DISCUSSED: (_("not discussed"), "soon"),
    }
    return State(*words[row.closed.became])


def listed(page: Page[SittingRow], *, is_past: bool) -> Page[tuple[SittingRow, State]]:
    """Sittings with how each stands."""
    return page.showing((row, sitting_state(row, is_past=is_past)) for row in page.rows)


def numbered(rows: Iterable[ItemRow]) -> list[tuple[int, ItemRow, State]]:
    """Items numbered as their reader sees them: what is kept from him leaves no gap."""
    return [(number, row, item_state(row)) for number, row in enumerate(rows, start=1)]


def which(held: Iterable[tuple[UnitRow, Sort]]) -> list[tuple[str, str]]:
    """What can be arranged, to choose from."""
    return [
        (f"{unit.id}:{sort.key}", _("%(sort)s of %(unit)s") % {"sort": sort.title, "unit": unit.name})
        for unit, sort in held
    ]


def to_choose(rows: Iterable[SittingRow]) -> list[tuple[str, str]]:
    """Sittings to choose from, by day."""
    return [(str(row.id), titled(row.sort.title, row)) for row in rows]


def titled(title: str, row: SittingRow | ItemRow) -> str:
    """A sitting by its sort and its moment."""
    return _("%(title)s, %(at)s") % {"title": title, "at": moment(row.held_at)}


def as_it_stands(row: ItemRow) -> dict[str, Any]:
    """What the form begins with when the words of a closed item are put right."""
    if row.closed is None:
        return {}
    names = ("decision", "rationale", "dissent", "because")
    is_answered = row.closed.became is Became.ANSWERED
    became = Became.DISCUSSED if is_answered else row.closed.became
    said = {name: getattr(row.closed, name) for name in names}
    return {"became": became.value, "answers_stage": "yes" if is_answered else "no", **said}
