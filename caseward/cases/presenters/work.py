"""My work: offers first, then what is owed by when it is due, each line one click from doing it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.cases.presenters.ends import Way, way_for
from caseward.cases.queries import Line, OfferRow, WorkRow
from caseward.foundation.paging import Page
from caseward.obligations.queries import Counts, Owed
from caseward.obligations.vocabulary import Group, MatterKind
from caseward.ui import components as c
from caseward.ui.addresses import of_record
from caseward.ui.components.due import Urgency
from caseward.ui.templatetags.ui import day, moment


COLOURS = {Group.LATE: "late", Group.TODAY: "soon"}

OFFER = "case-offer"


def group_asked(text: str) -> Group | None:
    """The part of my work that was asked for."""
    return next((group for group in Group if group.value == text), None)


def kind_asked(text: str) -> MatterKind | None:
    """The kind of record that was asked for."""
    return next((kind for kind in MatterKind if kind.value == text), None)


def work(
    page: Page[WorkRow],
    *,
    counted: Counts,
    offers: list[OfferRow],
    asked: Group | None,
    kind: MatterKind | None,
) -> dict[str, Any]:
    """My work: tiles that count, and what is owed in groups; offers stand first and are not said twice."""
    first = offers if not (page.has_previous or asked or kind) else []
    said = {one.case_id for one in first}
    rows = [row for row in page.rows if not (row.owed.rule_key == OFFER and row.owed.about_id in said)]
    offered = [c.WorkGroup(_("Offered to me"), tuple(map(_offer_row, first)), "soon")] if first else []
    return {
        "page": page,
        "tiles": _tiles(counted, asked, kind),
        "kinds": _kinds(asked, kind),
        "groups": [*offered, *_groups(rows)],
        "is_part": bool(asked or kind),
    }


def row_of(line: Line, *, about: str, is_mine: bool = True) -> c.WorkRow:
    """One thing owed as a line whose button is what its reader may do; another's offer is taken back."""
    owed = line.owed
    is_taken_back = not is_mine and owed.rule_key == OFFER
    way = _taken_back(owed) if is_taken_back else way_for(owed, case=line.case, reader=line.reader)
    is_named = owed.about_kind is MatterKind.COLLEAGUE  # a name, and no reference that identifies a record
    return c.WorkRow(
        due=owed.stands,
        urgency=owed.urgency,
        what=owed.title,
        url=of_record(owed.about_kind.place, owed.about_id),
        reference="" if is_named else owed.about_reference,
        about=" · ".join(filter(None, (owed.about_reference, about))) if is_named else about,
        rule=owed.paused_while or owed.because,
        action=way.word,
        action_url=way.url,
        on=day(owed.due_on),
    )


def _taken_back(owed: Owed) -> Way:
    return Way(of_record("cases:withdraw", owed.about_id), _("Take it back"))


def _groups(rows: list[WorkRow]) -> list[c.WorkGroup]:
    within = {group: [row for row in rows if row.owed.group is group] for group in Group}
    return [
        c.WorkGroup(str(group.label), tuple(map(_work_row, found)), COLOURS.get(group, ""))
        for group, found in within.items()
        if found
    ]


def _work_row(row: WorkRow) -> c.WorkRow:
    queued = "" if row.owed.owed_by_id else _("in the queue")
    about = " · ".join(part for part in (row.name, queued, _covering(row)) if part)
    return row_of(row.line, about=about, is_mine=row.covers is None)


def _covering(row: WorkRow) -> str:
    """For whom the viewer covers, and until when."""
    if row.covers is None:
        return ""
    if row.covers.until is None:
        return _("covering for %(name)s") % {"name": row.covers.name}
    return _("covering for %(name)s until %(day)s") % {"name": row.covers.name, "day": day(row.covers.until)}


def _offer_row(one: OfferRow) -> c.WorkRow:
    who = {"who": one.offered_by, "at": moment(one.offered_at)}
    return c.WorkRow(
        due=one.owed.stands if one.owed else _("offered"),
        urgency=one.owed.urgency if one.owed else Urgency.TODAY,
        what=_("Accept or refuse this case"),
        url=reverse("cases:file", args=[one.case_id]),
        reference=one.reference,
        about=one.name,
        rule=_("offered by %(who)s, %(at)s; until you accept it stays with its owner") % who,
        action=_("Answer"),
        action_url=reverse("cases:accept", args=[one.case_id]),
    )


def _tiles(counted: Counts, asked: Group | None, kind: MatterKind | None) -> tuple[c.Tile, ...]:
    figures = {
        Group.LATE: counted.late,
        Group.TODAY: counted.today,
        Group.WEEK: counted.week,
        Group.LATER: counted.later,
        Group.WAITING: counted.waiting,
    }
    everything = c.Tile(
        _("All"), counted.total, reverse("cases:work"), is_here=asked is None and kind is None
    )
    return (
        everything,
        *(
            c.Tile(
                str(group.label),
                figure,
                f"?due={group.value}",
                COLOURS.get(group, "") if figure else "",
                is_here=group is asked,
            )
            for group, figure in figures.items()
        ),
    )


def _kinds(asked: Group | None, kind: MatterKind | None) -> list[dict[str, Any]]:
    """Links that show one kind of record only, within the part that is shown."""
    due = f"&due={asked.value}" if asked else ""
    links: list[tuple[str, str, MatterKind | None]] = [
        (_("Referrals and cases"), f"?{due.removeprefix('&')}", None),
        (_("Referrals only"), f"?kind={MatterKind.REFERRAL.value}{due}", MatterKind.REFERRAL),
        (_("Cases only"), f"?kind={MatterKind.CASE.value}{due}", MatterKind.CASE),
    ]
    return [{"title": title, "url": url, "is_here": kind is which} for title, url, which in links]
