"""Sittings by day, and who came to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from caseward.cases.models import Case
from caseward.chronology.vocabulary import Channel
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.access import Actor
from caseward.organisations.queries import UnitRow, units_of
from caseward.organisations.vocabulary import Layer
from caseward.panels.models import COMING, PAST, Approval, Item, Member, Outcome, Sitting
from caseward.panels.queries.homes import home_of
from caseward.panels.vocabulary import ARRANGE, Presence, SittingId, Sort, sort_of, sorts


STILL_OPEN_FOR = timedelta(
    days=60
)  # how long after a sitting a case that was raised there can be put on its agenda


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting in a line; its figures count what its reader may know."""

    id: SittingId
    compartment_id: UUID
    sort: Sort
    held_at: datetime
    channel: str
    place: str
    chair: str
    agency: str
    items: int
    blank: int
    is_approved: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member, and whether they came."""

    role: str
    name: str
    agency: str
    presence: Presence


@query
def coming(*, viewer: Actor, now: datetime, place: Place = START) -> Page[SittingRow]:
    """A page of what comes in the units whose cases the viewer reads; NotVisible for whoever reads none."""
    page = COMING.page(_beside(viewer, _read_by(viewer).filter(held_at__gt=now)), place)
    return page.showing(map(_row, page.rows))


@query
def past(*, viewer: Actor, now: datetime, place: Place = START) -> Page[SittingRow]:
    """A page of what was held there, the last first."""
    page = PAST.page(_beside(viewer, _read_by(viewer).filter(held_at__lte=now)), place)
    return page.showing(map(_row, page.rows))


@query
def sitting(*, viewer: Actor, sitting_id: UUID) -> SittingRow:
    """One sitting; NotVisible for none that the viewer may know of."""
    found = _beside(viewer, Sitting.objects.visible_to(viewer).filter(pk=sitting_id)).first()
    if found is None or found.compartment_id not in viewer.where("case.read"):
        raise NotVisible
    return _row(found)


@query
def members(*, viewer: Actor, sitting_id: UUID) -> tuple[MemberRow, ...]:
    """Who came and who did not, in the order of the roles; the newest word on somebody is what stands."""
    sort = sitting(viewer=viewer, sitting_id=sitting_id).sort
    found = Member.objects.visible_to(viewer).filter(sitting_id=sitting_id).order_by("created_at", "id")
    standing = {(one.role, one.name.casefold()): one for one in found}
    places = {role: place for place, role in enumerate(sort.roles)}
    ordered = sorted(standing.values(), key=lambda one: (places.get(one.role, len(places)), one.name))
    return tuple(
        MemberRow(sort.roles.get(one.role, one.role), one.name, one.agency, Presence(one.presence))
        for one in ordered
    )


@query
def open_for(*, viewer: Actor, case_id: UUID, now: datetime) -> tuple[SittingRow, ...]:
    """The sittings of its unit on whose agenda the viewer can put the case: coming, or held and not approved yet."""
    case = Case.objects.visible_to(viewer).filter(pk=case_id).first()
    if case is None:
        raise NotVisible
    fitting = [key for key, sort in sorts().items() if case.pathway_key in sort.pathways]
    found = Sitting.objects.visible_to(viewer).filter(
        compartment_id__in=viewer.where(ARRANGE) & {home_of(viewer=viewer, case_id=case_id)},
        sort__in=fitting,
        held_at__gte=max(now - STILL_OPEN_FOR, case.opened_at.replace(second=0, microsecond=0)),
    )
    there = Item.objects.filter(sitting=OuterRef("pk"), case_id=case_id)
    approved = Approval.objects.filter(sitting=OuterRef("pk"), item__isnull=True)
    rows = _beside(viewer, found.exclude(Exists(there) | Exists(approved)).order_by(*COMING.by()))
    return tuple(map(_row, rows))


@query
def held_by(*, viewer: Actor) -> Iterable[tuple[UnitRow, Sort]]:
    """Which sorts of sitting the viewer can arrange, by unit."""
    mine = viewer.where(ARRANGE)
    units = [unit for unit in units_of(viewer=viewer) if unit.compartments.get(Layer.CASES) in mine]
    return [(unit, sort) for unit in units for sort in sorts().values() if unit.kind.value in sort.units]


def _read_by(viewer: Actor) -> QuerySet[Sitting]:
    mine = viewer.where("case.read")
    if not mine:
        raise NotVisible
    return Sitting.objects.visible_to(viewer).within(mine)


def _beside(viewer: Actor, found: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """How many items each has, how many of them are blank, and whether it is approved."""
    mine = Item.objects.visible_to(viewer).filter(compartment_id__in=viewer.where("case.read"))
    items = mine.filter(sitting=OuterRef("pk")).order_by()
    blank = items.exclude(Exists(Outcome.objects.filter(item=OuterRef("pk"))))
    approved = Approval.objects.filter(sitting=OuterRef("pk"), item__isnull=True)
    return found.annotate(items=_count(items), blank=_count(blank), is_approved=Exists(approved))


def _count(items: QuerySet[Item]) -> Coalesce:
    counted = items.values("sitting").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _row(one: Sitting) -> SittingRow:
    beside = vars(one)
    return SittingRow(
        id=SittingId(one.pk),
        compartment_id=one.compartment_id,
        sort=sort_of(one.sort),
        held_at=one.held_at,
        channel=str(Channel(one.channel).label),
        place=one.place,
        chair=one.chair,
        agency=one.agency,
        items=beside["items"],
        blank=beside["blank"],
        is_approved=beside["is_approved"],
    )
