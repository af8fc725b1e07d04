"""My work: offers first, then what is owed by when it is due, each line one click from doing it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.cases.queries import OfferRow, WorkRow
from caseward.foundation.catalogue import catalogue
from caseward.foundation.paging import Page
from caseward.obligations.queries import Counts, Owed
from caseward.obligations.vocabulary import Group, MatterKind
from caseward.ui import components as c
from caseward.ui.addresses import of_record
from caseward.ui.components.due import Urgency
from caseward.ui.templatetags.ui import day, moment


COLOURS = {Group.LATE: "late", Group.TODAY: "soon"}

OFFER, HAPPENED = "case-offer", "cases:happened"

# The page on which what is owed under a rule is done, and the word on its button. What an officer ends by recording
# that something happened is recorded on the page for that; anything else opens its record.
DONE_AT = {
    "acknowledge-referral": ("referrals:acknowledge", gettext_noop("Acknowledge")),
    "immediate-risk-screen": ("referrals:risk", gettext_noop("Screen")),
    "deconfliction": ("referrals:deconflict", gettext_noop("Record")),
    "deconfliction-repeat": ("referrals:deconflict", gettext_noop("Record")),
    "gateway-decision": ("cases:gateway", gettext_noop("Decide")),
    "second-referral-review": ("referrals:review_repeat", gettext_noop("Review")),
    OFFER: ("cases:accept", gettext_noop("Answer")),
    "section-36-decision": ("cases:move", gettext_noop("Decide")),
    "category-review": ("cases:people", gettext_noop("Review")),
    "cumulative-review": ("nominals:contacts", gettext_noop("Review")),
    "correction-read": ("corrections:read", gettext_noop("Look")),
    "silence": ("cases:contact", gettext_noop("Record")),
    "emergency-access-review": ("compartments:review", gettext_noop("Review")),
    "conflict-of-interest": ("compartments:decide", gettext_noop("Decide")),
}
TAKEN_BACK = ("cases:withdraw", gettext_noop("Take it back"))


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


def row_of(owed: Owed, *, about: str, is_mine: bool = True) -> c.WorkRow:
    """One thing owed as a line with its button; an offer that only another can answer is taken back."""
    is_anothers = not is_mine and owed.rule_key == OFFER
    place, word = TAKEN_BACK if is_anothers else DONE_AT.get(owed.rule_key) or _recorded_at(owed)
    return c.WorkRow(
        due=owed.stands,
        urgency=owed.urgency,
        what=owed.title,
        url=of_record(owed.about_kind.place, owed.about_id),
        reference=owed.about_reference,
        about=about,
        rule=owed.paused_while or owed.because,
        action=_(word),
        action_url=of_record(place, owed.about_id) + (_what_happened(owed) if place == HAPPENED else ""),
        on=day(owed.due_on),
    )


def _recorded_at(owed: Owed) -> tuple[str, str]:
    """Where an officer records what ends it, or else its record."""
    if _what_happened(owed):
        return HAPPENED, gettext_noop("Record")
    return owed.about_kind.place, gettext_noop("Open")


def _what_happened(owed: Owed) -> str:
    """The first thing that ends it and that officers record of a case, chosen beforehand on that page."""
    if owed.about_kind is not MatterKind.CASE:
        return ""
    rule = catalogue().clocks.newest(owed.rule_key)
    known = {one.code: one for edition in catalogue().happenings for one in edition.happenings}
    code = next((code for code in rule.ends_on if code in known and known[code].recorded_by), "")
    return f"?what={code}" if code else ""


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
    return row_of(row.owed, about=about, is_mine=row.covers is None)


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
