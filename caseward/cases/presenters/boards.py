"""The boards of a unit: each figure leads to the list it counts, each line to the form that ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from caseward.cases.presenters.work import OFFER, row_of
from caseward.cases.queries import CaseHeading, Led, Line, Load, Overdue, OwnerRow, TeamBoard, ToHandOver
from caseward.foundation.paging import Page
from caseward.kernel.clocks.moments import london_day
from caseward.obligations.vocabulary import Group
from caseward.ui import components as c
from caseward.ui.components.due import Urgency
from caseward.ui.templatetags.ui import day


AT_MOST = 8  # lines of a part, where all parts are shown


class Part(StrEnum):
    """The parts of the exceptions board, as they stand one below the other."""

    OWNERS = "owners"
    QUALIFIED = "qualified"
    UNHEARD = "unheard"
    LATE = "late"
    QUESTIONS = "questions"
    ACTIONS = "actions"
    RISKS = "risks"
    UNKNOWN = "unknown"
    PLANS = "plans"


TITLES = {
    Part.OWNERS: gettext_lazy("Owners who cannot look after their cases"),
    Part.QUALIFIED: gettext_lazy("Vetting or training that ends"),
    Part.LATE: gettext_lazy("Late in the unit"),
    Part.QUESTIONS: gettext_lazy("Questions past their day"),
    Part.ACTIONS: gettext_lazy("Actions past their day"),
    Part.RISKS: gettext_lazy("No risk judged"),
    Part.UNHEARD: gettext_lazy("Told to everybody on the ladder, and not done"),
    Part.UNKNOWN: gettext_lazy("Risks that are not known"),
    Part.PLANS: gettext_lazy("Adopted without a plan"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the team board, and the list that explains it; nought leads nowhere."""

    text: str
    url: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """An officer on the team board."""

    name: str
    url: str
    cases: Cell
    oldest: Cell
    late: Cell
    today: Cell
    offers: Cell
    away: Cell


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the exceptions board; `more` is where the rest of it is, if there is any."""

    title: str
    groups: tuple[c.WorkGroup, ...]
    more: str = ""


def part_asked(text: str) -> Part | None:
    """The part of the board that was asked for."""
    return next((part for part in Part if part.value == text), None)


def units_of(led: Led, *, place: str) -> list[dict[str, object]]:
    """Links to the boards of the other units that the viewer leads; none for whoever leads one."""
    if len(led.units) == 1:
        return []
    where = reverse(place)
    return [
        {"title": unit.name, "url": f"{where}?unit={unit.id}", "is_here": unit.id == led.unit.id}
        for unit in led.units
    ]


def team_rows(board: TeamBoard, *, led: Led, today: date) -> list[TeamRow]:
    """A row an officer, and one for what nobody has taken."""
    rows = [_team_row(load, led, today) for load in board.loads]
    if board.queued is None:
        return rows
    nothing = Cell("—")
    queued = TeamRow(
        name=_("Nobody has taken it"),
        url="",
        cases=nothing,
        oldest=nothing,
        late=_figure(board.queued.late, _owed(led, due=Group.LATE, owner="nobody"), "late"),
        today=_figure(board.queued.today, _owed(led, due=Group.TODAY, owner="nobody"), "soon"),
        offers=nothing,
        away=nothing,
    )
    return [*rows, queued]


def load_chart(loads: Iterable[Load]) -> c.BarChart:
    """Open cases by owner; each bar opens the list of them."""
    bars = tuple(c.Bar(load.officer, load.open_cases, _cases(load)) for load in loads if load.open_cases)
    return c.BarChart(
        title=_("Open cases by owner"),
        says=_("a bar opens the list"),
        bars=bars,
        unit=_("cases"),
        id="load",
    )


def late_section(page: Page[Line], *, title: str, more: str = "") -> Section:
    """What is late under a clock: whose, about whom, under which rule."""
    return section(title, [_owed_row(one) for one in page.rows], more, is_more=bool(page.next))


def overdue_section(page: Page[Overdue], *, title: str, today: date, more: str = "") -> Section:
    """Questions or actions past their day."""
    return section(title, [_overdue_row(one, today) for one in page.rows], more, is_more=bool(page.next))


def risk_section(page: Page[CaseHeading], *, rule: str, now: datetime, more: str = "") -> Section:
    """Cases in which no risk is judged."""
    rows = [_blank_row(one, rule, now) for one in page.rows]
    return section(str(TITLES[Part.RISKS]), rows, more, is_more=bool(page.next))


def owner_section(rows: list[OwnerRow], *, rules: dict[str, str]) -> Section:
    """Owners who are away while nobody covers, and owners who cannot read their cases any more, or soon cannot."""
    return section(str(TITLES[Part.OWNERS]), [_owner_row(one, rules) for one in rows], "", is_more=False)


def parts_of(led: Led, asked: Part | None) -> list[dict[str, object]]:
    """Links that show one part only."""
    links: list[tuple[str, Part | None]] = [
        (_("All of them"), None),
        *((str(TITLES[part]), part) for part in Part),
    ]
    return [
        {"title": title, "url": address(led, part=part), "is_here": part is asked} for title, part in links
    ]


def address(led: Led, *, part: Part | None = None, **asked: str) -> str:
    """The exceptions board of this unit, or a part of it."""
    said = {"unit": str(led.unit.id)} if len(led.units) > 1 else {}
    said |= {"part": part.value} if part else {}
    words = urlencode(said | asked)
    return reverse("cases:exceptions") + (f"?{words}" if words else "")


def owner_asked(text: str) -> UUID | None:
    """The officer asked for."""
    try:
        return UUID(text)
    except ValueError:
        return None


def owed_title(page: Page[Line], *, owner: str, group: Group | None) -> str:
    """What a list of the unit's obligations shows: "Late: Omar Khan"."""
    what = str(group.label) if group else _("Everything owed")
    whose = page.rows[0].owed.owed_by or _("nobody has taken it") if owner and page.rows else ""
    return _("%(what)s: %(owner)s") % {"what": what, "owner": whose} if whose else what


def case_choices(left: ToHandOver) -> list[tuple[str, str]]:
    """The cases to choose from that are not offered to anybody yet."""
    return [
        (str(case.id), f"{case.name} · {case.reference} · {case.stage}")
        for case in left.cases
        if case.id not in left.offered
    ]


def _team_row(load: Load, led: Led, today: date) -> TeamRow:
    owner = str(load.officer_id)
    return TeamRow(
        name=load.officer,
        url=reverse("cases:hand-over", args=[load.officer_id]) + _unit(led),
        cases=_figure(load.open_cases, _cases(load)),
        oldest=_oldest(load, today),
        late=_figure(load.late, _owed(led, due=Group.LATE, owner=owner), "late"),
        today=_figure(load.today, _owed(led, due=Group.TODAY, owner=owner), "soon"),
        offers=_figure(load.offers, address(led, part=Part.LATE, owner=owner, rule=OFFER, due="all"), "soon"),
        away=_away(load),
    )


def _figure(count: int, url: str, colour: str = "") -> Cell:
    return Cell(str(count), url, colour) if count else Cell("0")


def _oldest(load: Load, today: date) -> Cell:
    if load.oldest is None:
        return Cell("—")
    days = (today - london_day(load.oldest)).days
    text = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return Cell(text, f"{_cases(load)}&before=end")


def _away(load: Load) -> Cell:
    """Until when, and who covers; where nobody does, it leads to the page on which somebody is asked."""
    where = reverse("workforce:absences", args=[load.officer_id])
    if load.away is None:
        return Cell(_("at work"), where)
    until = _("until %(day)s") % {"day": day(load.away.ends_on)} if load.away.ends_on else _("away")
    if load.away.is_covered and load.away.cover:
        return Cell(_("%(until)s, %(name)s covers") % {"until": until, "name": load.away.cover.name}, where)
    return Cell(_("%(until)s, nobody covers") % {"until": until}, where, "late")


def _unit(led: Led) -> str:
    return f"?unit={led.unit.id}" if len(led.units) > 1 else ""


def _cases(load: Load) -> str:
    return f"{reverse('cases:list')}?owner={load.officer_id}"


def _owed(led: Led, *, due: Group, owner: str) -> str:
    return address(led, part=Part.LATE, owner=owner, due=due.value)


def section(title: str, rows: list[c.WorkRow], more: str, *, is_more: bool) -> Section:
    """A part with its lines; where all parts are shown, the first of them and the way to the rest."""
    shown = rows[:AT_MOST] if more else rows
    groups = (c.WorkGroup(title, tuple(shown), "late"),) if shown else ()
    return Section(title, groups, more if more and (is_more or len(rows) > len(shown)) else "")


def _owed_row(one: Line) -> c.WorkRow:
    whose = one.owed.owed_by or _("nobody has taken it")
    about = f"{one.name} · {whose}" if one.name else whose
    return row_of(one, about=about, is_mine=False)


def _overdue_row(one: Overdue, today: date) -> c.WorkRow:
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


def _blank_row(one: CaseHeading, rule: str, now: datetime) -> c.WorkRow:
    days = (london_day(now) - london_day(one.opened_at)).days
    return c.WorkRow(
        due=ngettext("open for %(days)s day", "open for %(days)s days", days) % {"days": days},
        urgency=Urgency.LATE,
        what=_("No risk is judged in this case"),
        url=reverse("cases:plan", args=[one.id]),
        reference=one.reference,
        about=f"{one.name} · {one.owner}",
        rule=rule,
        action=_("Judge a risk"),
        action_url=reverse("cases:risk", args=[one.id]),
    )


SAYS = {
    "away-without-cover": (gettext_lazy("away, and nobody covers"), gettext_lazy("Ask for cover")),
    "access-ended": (gettext_lazy("cannot read the cases any more"), gettext_lazy("Hand over")),
    "access-ends": (gettext_lazy("access ends"), gettext_lazy("Hand over")),
}


def _owner_row(one: OwnerRow, rules: dict[str, str]) -> c.WorkRow:
    says, action = SAYS[one.rule]
    cases = f"{reverse('cases:list')}?owner={one.owner_id}"
    ends = one.absence is None
    return c.WorkRow(
        due=str(says),
        urgency=Urgency.SOON if one.rule == "access-ends" else Urgency.LATE,
        what=ngettext("%(count)s open case", "%(count)s open cases", one.open_cases)
        % {"count": one.open_cases},
        url=cases,
        reference="",
        about=one.owner,
        rule=rules[one.rule],
        action=str(action),
        action_url=reverse("cases:hand-over" if ends else "workforce:absences", args=[one.owner_id]),
        on=day(one.on) if one.on else "",
    )
