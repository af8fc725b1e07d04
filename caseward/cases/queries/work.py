"""My work: everything that is owed, each line with whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet

from caseward.accounts.queries import names
from caseward.cases.models import Offer
from caseward.cases.queries.called import Line, lines
from caseward.cases.queries.headings import headings
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import queries as obligations
from caseward.obligations.vocabulary import Group, MatterKind
from caseward.workforce.queries import Covered


NOBODY: Mapping[UUID, Covered] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing owed with whom it is about, and for whom the viewer covers, if he does."""

    line: Line
    covers: Covered | None = None

    @property
    def owed(self) -> obligations.Owed:
        """What is owed."""
        return self.line.owed

    @property
    def name(self) -> str:
        """The short name of whom it is about."""
        return self.line.name


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A case offered to the viewer, as far as somebody who has not accepted needs to know it."""

    offer_id: UUID
    version: int
    case_id: UUID
    reference: str
    name: str
    offered_by: str
    offered_at: datetime
    note: str
    owed: obligations.Owed | None


@query
def my_work(
    *,
    viewer: Actor,
    now: datetime,
    kind: MatterKind | None = None,
    group: Group | None = None,
    place: Place = START,
    covered: Mapping[UUID, Covered] = NOBODY,
) -> Page[WorkRow]:
    """What the viewer, and those he covers for, owe or can take from a queue, soonest first."""
    page = obligations.owed_by(
        viewer=viewer, now=now, kind=kind, group=group, place=place, covering=frozenset(covered)
    )
    return page.showing(
        WorkRow(line, covered.get(line.owed.owed_by_id) if line.owed.owed_by_id else None)
        for line in lines(viewer=viewer, rows=page.rows, on=london_day(now))
    )


@query
def my_offers(*, viewer: Actor, now: datetime) -> list[OfferRow]:
    """The cases offered to the viewer and not answered yet, oldest first."""
    offers = _offered_to(viewer.compartments, viewer.id)
    if not offers:  # as on most days
        return []
    about = [one.case_id for one in offers]
    clocks = obligations.next_of_records(viewer=viewer, about_ids=about, now=now)
    cases = headings(viewer=viewer, case_ids=about)
    givers = names(viewer=viewer, user_ids=[one.created_by_id for one in offers])
    return [
        OfferRow(
            offer_id=offer.pk,
            version=offer.version,
            case_id=offer.case_id,
            reference=cases[offer.case_id].reference,
            name=cases[offer.case_id].name,
            offered_by=givers[offer.created_by_id],
            offered_at=offer.created_at,
            note=offer.note,
            owed=clocks.get(offer.case_id),
        )
        for offer in offers
        if offer.case_id in cases
    ]


@kept
def _offered_to(known: frozenset[UUID], me: UUID) -> QuerySet[Offer]:
    offered = Offer.objects.known_in(known).filter(to_id=me, answered_at__isnull=True)
    return offered.order_by("created_at")
