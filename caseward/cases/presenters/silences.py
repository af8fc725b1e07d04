"""The silences of a unit as its exceptions board draws them: figures first, then the blanks with the form of each."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from caseward.cases.presenters.boards import TITLES, Part, Section, address, section
from caseward.cases.presenters.ends import HAPPENED
from caseward.cases.queries import Led, NotKnown, Unplanned, named_silences
from caseward.cases.queries.silences import SUPPORT_PLAN
from caseward.foundation.catalogue import catalogue
from caseward.foundation.paging import Page
from caseward.kernel.clocks.moments import london_day
from caseward.obligations.queries import Silences
from caseward.ui import components as c
from caseward.ui.components.due import Urgency


UNHEARD = gettext_lazy("Told to all, and not done")


def tiles(found: Silences, *, led: Led, asked: str = "") -> tuple[c.Tile, ...]:
    """How much of each silence that a clock runs for; each opens its list."""
    named = [
        _tile(
            _(one["title"]), found.named[key], address(led, part=Part.LATE, silence=key), is_here=key == asked
        )
        for key, one in named_silences().items()
    ]
    unheard = address(led, part=Part.UNHEARD)
    return (_tile(str(UNHEARD), found.unheard, unheard, is_here=asked == Part.UNHEARD), *named)


def silence_asked(text: str) -> tuple[str, frozenset[str]]:
    """The title and the clocks of a named silence; nothing for any other word."""
    one = named_silences().get(text)
    return (_(one["title"]), frozenset(one["clocks"])) if one else ("", frozenset())


def plan_section(page: Page[Unplanned], *, rule: str, today: date, more: str = "") -> Section:
    """Cases that were adopted and have no plan."""
    rows = [_unplanned(one, rule, today) for one in page.rows]
    return section(str(TITLES[Part.PLANS]), rows, more, is_more=bool(page.next))


def not_known_section(page: Page[NotKnown], *, rule: str, now: datetime, more: str = "") -> Section:
    """Risks that have not been known for too long."""
    rows = [_not_known(one, rule, now) for one in page.rows]
    return section(str(TITLES[Part.UNKNOWN]), rows, more, is_more=bool(page.next))


def _tile(title: str, figure: int, url: str, *, is_here: bool) -> c.Tile:
    return c.Tile(title, figure, url, "late" if figure else "", is_here=is_here)


def _unplanned(one: Unplanned, rule: str, today: date) -> c.WorkRow:
    days = (today - london_day(one.case.opened_at)).days
    return c.WorkRow(
        due=ngettext("open for %(days)s day", "open for %(days)s days", days) % {"days": days},
        urgency=Urgency.LATE,
        what=_("This case was adopted and has no plan"),
        url=reverse("cases:file", args=[one.case.id]),
        reference=one.case.reference,
        about=f"{one.case.name} · {one.case.owner}",
        rule=rule,
        action=_("Write the plan"),
        action_url=_plan_at(one),
    )


def _plan_at(one: Unplanned) -> str:
    """Where the plan is written: its own form, or the page of what happens to a case, or the finding itself."""
    if one.fact == SUPPORT_PLAN:
        return reverse("cases:write-plan", args=[one.case.id])
    known = (each for edition in catalogue().happenings for each in edition.happenings)
    code = next((each.code for each in known if each.finds.get(one.fact) and each.recorded_by), "")
    if code:
        return reverse(HAPPENED, args=[one.case.id]) + f"?what={code}"
    return reverse("cases:finding", args=[one.case.id, one.fact])


def _not_known(one: NotKnown, rule: str, now: datetime) -> c.WorkRow:
    days = (london_day(now) - london_day(one.since)).days
    return c.WorkRow(
        due=ngettext("not known for %(days)s day", "not known for %(days)s days", days) % {"days": days},
        urgency=Urgency.LATE,
        what=one.text,
        url=reverse("cases:plan", args=[one.case_id]),
        reference=one.reference,
        about=one.owner,
        rule=rule,
        action=_("Settle"),
        action_url=reverse("cases:settle", args=[one.case_id, "risk", one.id]),
    )
