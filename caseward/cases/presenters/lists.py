"""The team: who owns how much, how old it is, and what has not happened."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.cases.presenters.work import row_of
from caseward.cases.queries import Load, Overdue, Silence
from caseward.ui import components as c
from caseward.ui.components.due import Urgency
from caseward.ui.templatetags.ui import day


def load_chart(loads: Iterable[Load]) -> c.BarChart:
    """Open cases by owner; each bar opens the list of them."""
    bars = tuple(
        c.Bar(load.owner, load.open_cases, f"{reverse('cases:list')}?owner={load.owner_id}") for load in loads
    )
    return c.BarChart(
        title=_("Open cases by owner"),
        says=_("a bar opens the list"),
        bars=bars,
        unit=_("cases"),
        id="load",
    )


def late_chart(silences: Iterable[Silence]) -> c.BarChart:
    """What is late, by the rule it is late under."""
    titles = [one.owed.title for one in silences]
    bars = tuple(c.Bar(title, titles.count(title), colour="late") for title in dict.fromkeys(titles))
    return c.BarChart(title=_("Late, by what is owed"), bars=bars, unit=_("late"), id="late")


def exceptions(silences: Iterable[Silence], *, overdue: Iterable[Overdue], today: date) -> list[c.WorkGroup]:
    """One line a silence, the longest first: what has not happened, whose, under which rule, and where it ends."""
    late = tuple(row_of(one.owed, about=_about(one), is_mine=False) for one in silences)
    open_ends = tuple(_overdue(one, today) for one in overdue)
    groups = [
        c.WorkGroup(_("Late in the unit"), late, "late"),
        c.WorkGroup(_("Questions and actions past their day"), open_ends, "late"),
    ]
    return [group for group in groups if group.rows]


def _about(one: Silence) -> str:
    whose = one.owed.owed_by or _("nobody has taken it")
    return f"{one.name} · {whose}"


def _overdue(one: Overdue, today: date) -> c.WorkRow:
    days = (today - one.due_on).days
    return c.WorkRow(
        due=ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days},
        urgency=Urgency.LATE,
        what=one.text,
        url=reverse("cases:plan", args=[one.case_id]),
        reference=one.reference,
        about=one.owner,
        rule=_("to be answered by the day its owner set"),
        action=_("Settle"),
        action_url=reverse("cases:settle", args=[one.case_id, one.kind, one.id]),
        on=day(one.due_on),
    )
