"""How the people of a case stand in it, now and before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from caseward.cases.models import Case, CategorySpan
from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.shelf import PEOPLE
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.kernel.categories import Category, RoleInCase
from caseward.nominals.queries import NominalHeading


STANDING = "how_people_stand"
COLUMNS = {
    "person_id": "person_id",
    "span_id": "id",
    "version": "version",
    "person_version": "person__version",
    "nominal_id": "person__nominal_id",
    "name": "person__name",
    "role": "person__role",
    "category": "category",
    "edition": "definition_version",
    "since": "starts_at",
    "source": "source",
    "because": "because",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in a case and how they stand there; without a person id it is the subject, as referred."""

    person_id: UUID | None
    span_id: UUID | None
    version: int
    person_version: int
    nominal_id: UUID | None
    name: str
    role: RoleInCase
    category: Category
    since: datetime
    source: str
    because: str
    is_about: bool


@dataclass(frozen=True, slots=True)
class Stood:
    """How somebody stood in a case for a while, and why that began."""

    person_id: UUID
    name: str
    nominal_id: UUID | None
    category: Category
    since: datetime
    until: datetime
    source: str
    because: str
    by: str
    ended_because: str


def standing_beside() -> ArraySubquery:
    """The people of a case as one column of it: read with the case, they cost its page no question."""
    spans = CategorySpan.objects.filter(
        person__case_id=OuterRef("pk"), person__ended_at__isnull=True, ends_at__isnull=True
    )
    return ArraySubquery(spans.order_by("starts_at", "id").values(row=JSONObject(**COLUMNS)))


def nominals_of(case: Case) -> set[UUID]:
    """Whose records stand in the case."""
    named = {UUID(one["nominal_id"]) for one in vars(case)[STANDING] if one["nominal_id"]}
    return named if case.nominal_id is None else {case.nominal_id, *named}


def standing_of(case: Case, *, known: Mapping[UUID, NominalHeading], today: date) -> tuple[Standing, ...]:
    """The people of a case read with `standing_beside`, the subject first."""
    rows = tuple(_standing(one, known) for one in vars(case)[STANDING])
    if case.nominal_id is None or any(row.is_about for row in rows):
        return tuple(sorted(rows, key=lambda row: not row.is_about))
    return (_as_referred(case, known, today), *rows)


def one_of(rows: Iterable[Standing], person_id: UUID) -> Standing:
    """One of the people of a case; NotVisible for any other."""
    found = next((row for row in rows if row.person_id == person_id), None)
    if found is None:
        raise NotVisible
    return found


@query
def stood_before(
    *, viewer: Actor, case_id: UUID, known: Mapping[UUID, NominalHeading]
) -> dict[UUID, list[Stood]]:
    """What no longer holds of each person of the case, the latest first."""
    found: dict[UUID, list[Stood]] = defaultdict(list)
    for span in _ended(viewer.compartments, case_id):
        found[span.person_id].append(_stood(span, known))
    return dict(found)


@kept
def _ended(known: frozenset[UUID], case_id: UUID) -> QuerySet[CategorySpan]:
    spans = CategorySpan.objects.known_in(known).filter(person__case_id=case_id, ends_at__isnull=False)
    return spans.select_related("person", "created_by").order_by(F("ends_at").desc(), "id")


def _standing(one: Mapping[str, Any], known: Mapping[UUID, NominalHeading]) -> Standing:
    edition = catalogue().categories.version(PEOPLE, one["edition"])
    nominal_id = UUID(one["nominal_id"]) if one["nominal_id"] else None
    return Standing(
        person_id=UUID(one["person_id"]),
        span_id=UUID(one["span_id"]),
        version=one["version"],
        person_version=one["person_version"],
        nominal_id=nominal_id,
        name=one["name"] or called(nominal_id, known),
        role=edition.role(one["role"]),
        category=edition.category(one["category"]),
        since=datetime.fromisoformat(one["since"]),
        source=one["source"],
        because=one["because"],
        is_about=one["role"] == edition.subject,
    )


def _as_referred(case: Case, known: Mapping[UUID, NominalHeading], today: date) -> Standing:
    """Nobody had to say so: whom a case is about stands there as the definition says, since it was opened."""
    edition = catalogue().people_in_a_case(on=today)
    role = edition.role(edition.subject)
    return Standing(
        person_id=None,
        span_id=None,
        version=case.version,
        person_version=case.version,
        nominal_id=case.nominal_id,
        name=called(case.nominal_id, known),
        role=role,
        category=edition.category(role.stands_as),
        since=case.opened_at,
        source="",
        because="",
        is_about=True,
    )


def _stood(span: CategorySpan, known: Mapping[UUID, NominalHeading]) -> Stood:
    edition = catalogue().categories.version(PEOPLE, span.definition_version)
    return Stood(
        person_id=span.person_id,
        name=span.person.name or called(span.person.nominal_id, known),
        nominal_id=span.person.nominal_id,
        category=edition.category(span.category),
        since=span.starts_at,
        until=span.ends_at or span.starts_at,
        source=span.source,
        because=span.because,
        by=span.created_by.name,
        ended_because=span.person.ended_because or "",
    )


def called(nominal_id: UUID | None, known: Mapping[UUID, NominalHeading]) -> str:
    """The name of a record, as far as the viewer may know it."""
    heading = known.get(nominal_id) if nominal_id else None
    return heading.name if heading else "—"
