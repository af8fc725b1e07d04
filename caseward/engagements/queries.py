"""Engagements as the viewer may know them; of other units no more than the platform has told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, person_names, with_names
from caseward.engagements.models import IS_PLANNED, LATEST, SOONEST, Clash, Engagement
from caseward.engagements.vocabulary import BOOK, READ, EngagementId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed, of_record
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer


@dataclass(frozen=True, slots=True)
class UnitToBook:
    """A unit for which the viewer books, and where its engagements are kept."""

    id: UUID
    name: str
    compartment_id: UUID


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """An engagement in a line."""

    id: EngagementId
    reference: str
    sort: str
    with_whom: str
    place: str
    planned_at: datetime
    officer: str
    became: str
    is_unsettled: bool


@dataclass(frozen=True, slots=True)
class ClashRow:
    """What an officer is told of somebody else who goes there, and how it was settled."""

    id: UUID
    version: int
    engagement_id: EngagementId
    compartment_id: UUID
    by: str
    unit: str
    contact: str
    settled_at: datetime | None
    settled_how: str
    settled_because: str


@dataclass(frozen=True, slots=True)
class EngagementFile:
    """One engagement with what it clashes with and what is owed about it."""

    row: EngagementRow
    version: int
    compartment_id: UUID
    case: CaseHeading | None
    organisation: str
    purpose: str
    ended_at: datetime | None
    words: str
    clashes: tuple[ClashRow, ...]
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class OfCase:
    """The engagements of a case, those to come first."""

    case: CaseHeading
    compartment_id: UUID
    organisation: str
    rows: tuple[EngagementRow, ...]


def clash_days() -> Mapping[str, int]:
    """Within how many days two engagements clash, by what they have in common."""
    found: Mapping[str, int] = catalogue().table("engagements", "engagements")["clash_days"]
    return found


def matter_of(engagement: Engagement) -> Matter:
    """The engagement as the subject of an obligation."""
    return Matter(
        id=engagement.pk,
        kind=MatterKind.ENGAGEMENT,
        reference=references.shown(engagement.reference),
        compartment_id=engagement.compartment_id,
    )


@query
def units_to_book(*, viewer: Actor, in_case: bool = False) -> list[UnitToBook]:
    """The units for which the viewer books, by name; in a case, which has its own place, all he works for."""
    where, units = viewer.where(BOOK), organisations.units_of(viewer=viewer)
    kept_in = ((unit, unit.compartments.get(Layer.CASES)) for unit in units)
    return [UnitToBook(unit.id, unit.name, at) for unit, at in kept_in if at and (in_case or at in where)]


@query
def calendar(*, viewer: Actor, place: Place = START, is_over: bool = False) -> Page[EngagementRow]:
    """What is planned in the viewer's units, the soonest first; or what has ended, the latest first."""
    mine = viewer.where(READ)
    if not mine:
        raise NotVisible
    found = _in_a_line(Engagement.objects.visible_to(viewer).within(mine))
    order, asked = (LATEST, ~IS_PLANNED) if is_over else (SOONEST, IS_PLANNED)
    page = order.page(found.filter(asked), place)
    return page.showing(_rows(page.rows, viewer))


@query
def of_case(*, viewer: Actor, case_id: UUID) -> OfCase | None:
    """The engagements of a case; None for no case of the viewer's."""
    found = Case.objects.visible_to(viewer).select_related("organisation").filter(pk=case_id)
    case = with_names(found).first()
    if case is None:
        return None
    rows = _in_a_line(Engagement.objects.visible_to(viewer).filter(case_id=case_id))
    ordered = rows.order_by(F("ended_at").desc(nulls_first=True), "planned_at", "id")
    named = case.organisation.name if case.organisation else ""
    return OfCase(heading(case), case.compartment_id, named, tuple(_rows(ordered, viewer)))


@query
def engagement(*, viewer: Actor, engagement_id: UUID, now: datetime) -> EngagementFile | None:
    """One engagement; None for one that the viewer may not know."""
    one = _in_a_line(Engagement.objects.visible_to(viewer).filter(pk=engagement_id)).first()
    if one is None:
        return None
    case = with_names(Case.objects.visible_to(viewer).filter(pk=one.case_id)).first() if one.case_id else None
    [row] = _rows([one], viewer)
    clashes = Clash.objects.visible_to(viewer).filter(engagement_id=one.pk).order_by("created_at", "id")
    return EngagementFile(
        row=row,
        version=one.version,
        compartment_id=one.compartment_id,
        case=heading(case) if case else None,
        organisation=one.organisation,
        purpose=one.purpose,
        ended_at=one.ended_at,
        words=one.words or "",
        clashes=tuple(map(_clash, clashes)),
        owed=of_record(viewer=viewer, about_id=one.pk, now=now),
    )


@query
def clash(*, viewer: Actor, clash_id: UUID) -> ClashRow | None:
    """One clash; None for one that the viewer may not know."""
    found = Clash.objects.visible_to(viewer).filter(pk=clash_id).first()
    return _clash(found) if found else None


def _in_a_line(found: QuerySet[Engagement]) -> QuerySet[Engagement]:
    still_open = Clash.objects.filter(Q(engagement=OuterRef("pk"), settled_at__isnull=True))
    return found.annotate(officer=F("created_by__name"), is_unsettled=Exists(still_open))


def _rows(found: Iterable[Engagement], viewer: Actor) -> list[EngagementRow]:
    listed = list(found)
    of_cases = [one.case_id for one in listed if one.case_id]
    names = person_names(viewer=viewer, case_ids=of_cases) if of_cases else {}
    return [_row(one, names) for one in listed]


def _row(one: Engagement, names: Mapping[UUID, str]) -> EngagementRow:
    beside = vars(one)
    return EngagementRow(
        id=EngagementId(one.pk),
        reference=references.shown(one.reference),
        sort=one.get_sort_display(),
        with_whom=one.organisation or (names.get(one.case_id, "") if one.case_id else ""),
        place=one.place,
        planned_at=one.planned_at,
        officer=beside["officer"],
        became=one.get_became_display() or "",
        is_unsettled=beside["is_unsettled"],
    )


def _clash(one: Clash) -> ClashRow:
    return ClashRow(
        id=one.pk,
        version=one.version,
        engagement_id=EngagementId(one.engagement_id),
        compartment_id=one.compartment_id,
        by=one.get_by_display(),
        unit=one.unit,
        contact=one.contact,
        settled_at=one.settled_at,
        settled_how=one.get_settled_how_display() or "",
        settled_because=one.settled_because or "",
    )
