"""Reading a chronology: what happened, every account of it beside the others, and what was put right since."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext

from caseward.chronology.models import Entry, SameEvent
from caseward.chronology.queries.accounts import Happening, SideBySide
from caseward.chronology.queries.asked import LATEST, head_rows, heads, themselves
from caseward.chronology.queries.built import happenings, occurred_of
from caseward.chronology.vocabulary import IN_A_LIFE, Kind, Source
from caseward.foundation.commands import query
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision


TO_REST_ON = 50  # entries offered to a decision, latest first
LINE = 100  # characters of an entry's words in a line


@query
def timeline(
    *, viewer: Actor, about_ids: Iterable[UUID], kinds: Iterable[Kind] = (), place: Place = START
) -> Page[Happening]:
    """What happened about these records, latest first, what has no date last: in three questions, however much it is.

    Only accounts that the viewer may know of count; the first of them stands for the event.
    """
    about, of_kinds = list(about_ids), tuple(kinds)
    page = LATEST.page_of(lambda there: head_rows(viewer.compartments, about, of_kinds, there), place)
    return page.showing(happenings(viewer=viewer, heads=page.rows))


@query
def entries(*, viewer: Actor, entry_ids: Iterable[UUID]) -> tuple[Happening, ...]:
    """The events that these entries speak of, as far as the viewer may know of them, in no order."""
    return tuple(happenings(viewer=viewer, heads=themselves(viewer.compartments, list(entry_ids))))


@query
def to_rest_on(*, viewer: Actor, about_ids: Iterable[UUID]) -> tuple[tuple[UUID, str], ...]:
    """The latest entries that a decision can rest on, each with the line it is known by ("5 November 2026 · …")."""
    events = heads(
        viewer.compartments,
        list(about_ids),
        (Kind.EVENT, Kind.CONTACT, Kind.SESSION, Kind.NOTE, Kind.INTELLIGENCE, *IN_A_LIFE),
    )
    return tuple((entry.pk, _line(entry)) for entry in events.order_by(*LATEST.by())[:TO_REST_ON])


def happening(*, viewer: Actor, entry: Entry) -> Happening:
    """The event that one entry speaks of, which the viewer is known to know of."""
    [found] = happenings(viewer=viewer, heads=[entry.amends or entry])
    return found


def side_by_side(*, viewer: Actor, said: SameEvent, may_decide: Decision) -> SideBySide:
    """Both entries, which the viewer is known to know, each with what was put right in it since."""
    found = happenings(viewer=viewer, heads=[said.one, said.other])
    return SideBySide(
        said=said,
        one=found[0].account(said.one_id),
        other=found[-1].account(said.other_id),
        may_decide=may_decide,
    )


def _line(entry: Entry) -> str:
    occurred = occurred_of(entry)
    when = occurred.words if occurred else gettext("date not known")
    who = entry.source_name or Source(entry.source).label
    words = Truncator(" ".join(entry.text.split())).chars(LINE)
    return f"{when} · {Kind(entry.kind).label} · {who} · {words}"
