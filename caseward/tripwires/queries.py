"""Which look-ups touched somebody whom the viewer keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.foundation.commands import query
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.access import Actor
from caseward.nominals import queries as nominals
from caseward.tripwires.models import NEWEST, Trip
from caseward.tripwires.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class TripRow:
    """One look-up: who, when, whom it touched (None where a reference was typed), and what it turned out to be."""

    id: UUID
    version: int
    compartment_id: UUID
    looked_by_id: UUID
    looked_by: str
    looked_at: datetime
    nominal: nominals.NominalHeading | None
    shared: int
    explained_at: datetime | None
    explained_by: str
    outcome: Outcome | None
    words: str


@query
def trips(*, viewer: Actor, place: Place = START, is_open: bool = False) -> Page[TripRow]:
    """A page of look-ups, newest first; those alone that nobody explained, if asked."""
    found = Trip.objects.visible_to(viewer).select_related("looked_by", "explained_by")
    page = NEWEST.page(found.filter(explained_at__isnull=True) if is_open else found, place)
    return page.showing(_rows(viewer, page.rows))


@query
def is_keeper(*, viewer: Actor) -> bool:
    """Whether a look-up touched anybody whom the viewer may know."""
    return Trip.objects.visible_to(viewer).exists()


@query
def trip(*, viewer: Actor, trip_id: UUID) -> TripRow | None:
    """One look-up; None for one that the viewer may not know of."""
    found = Trip.objects.visible_to(viewer).select_related("looked_by", "explained_by").filter(pk=trip_id)
    return next(iter(_rows(viewer, list(found))), None)


def _rows(viewer: Actor, found: Iterable[Trip]) -> list[TripRow]:
    ids = {one.nominal_id for one in found if one.nominal_id}
    people = nominals.headings(viewer=viewer, nominal_ids=ids) if ids else {}
    return [
        TripRow(
            id=one.pk,
            version=one.version,
            compartment_id=one.compartment_id,
            looked_by_id=one.looked_by_id,
            looked_by=one.looked_by.name,
            looked_at=one.looked_at,
            nominal=people.get(one.nominal_id) if one.nominal_id else None,
            shared=one.shared,
            explained_at=one.explained_at,
            explained_by=one.explained_by.name if one.explained_by else "",
            outcome=Outcome(one.outcome) if one.outcome else None,
            words=one.words or "",
        )
        for one in found
    ]
