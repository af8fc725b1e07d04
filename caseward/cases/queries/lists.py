"""Lists of cases: mine, the unit's, open and closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from caseward.cases.models import LAST_CLOSED, NEWEST, Case, Offer
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed, next_of_records


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list, with what is due next."""

    heading: CaseHeading
    next_due: Owed | None
    is_offered: bool


@query
def cases(
    *,
    viewer: Actor,
    now: datetime,
    place: Place = START,
    owner_id: UUID | None = None,
    is_closed: bool = False,
) -> Page[CaseRow]:
    """Cases that the viewer reads, newest first, of one owner or of all; NotVisible for whoever reads none."""
    mine = viewer.where("case.read")
    if not mine:
        raise NotVisible
    where = viewer.compartments, frozenset(mine)
    order = LAST_CLOSED if is_closed else NEWEST
    page = order.page_of(lambda there: _rows(where, owner_id, is_closed, there), place)
    due = next_of_records(viewer=viewer, about_ids=[case.pk for case in page.rows], now=now)
    return page.showing(
        CaseRow(heading(case), due.get(case.pk), vars(case)["is_offered"]) for case in page.rows
    )


@kept
def _rows(
    where: tuple[frozenset[UUID], frozenset[UUID]],
    owner_id: UUID | None,
    is_closed: bool,  # noqa: FBT001  as kept questions are asked
    there: There,
) -> QuerySet[Case]:
    known, mine = where
    found = Case.objects.known_in(known).within(mine).filter(closed_at__isnull=not is_closed)
    found = found.filter(owner_id=owner_id) if owner_id else found
    # A count would have the database group every case before it shows the first twenty-five.
    offered = Exists(Offer.objects.filter(case=OuterRef("pk"), answered_at__isnull=True))
    order = LAST_CLOSED if is_closed else NEWEST
    return order.rows(with_names(found).annotate(is_offered=offered), there)


@query
def unit_names(*, viewer: Actor) -> list[str]:
    """The compartments of cases that the viewer may know, by title."""
    mine = Compartment.objects.filter(pk__in=viewer.where("case.read"))
    return list(mine.order_by("title").values_list("title", flat=True))
