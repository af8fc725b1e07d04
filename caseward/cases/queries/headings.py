"""A case in a line, with the name of its person and of its owner read beside it: one statement for any number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import F, QuerySet

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.nominals.queries import name_beside, named, short_name


# Where a case stands, as far as a line about it needs that.
STANDS = ("compartment_id", "pathway_key", "pathway_version", "stage", "owner_id", "closed_at")


@dataclass(frozen=True, slots=True)
class InWork:
    """A case by the short name of whom it is about, with where it stands; the record is never saved."""

    id: UUID
    name: str
    case: Case


@dataclass(frozen=True, slots=True)
class CaseHeading:
    """A case in a line."""

    id: CaseId
    reference: str
    name: str
    stage: str
    owner: str
    owner_id: UUID
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    review_on: date | None
    version: int

    @classmethod
    def of(cls, case: Case, *, owner: str, name: str) -> Self:
        """From the record and the names of its people."""
        # For its words alone: what is asked of every case besides has none here.
        pathway = catalogue().pathway(case.pathway_key, case.pathway_version)
        return cls(
            id=CaseId(case.pk),
            reference=references.shown(case.reference),
            name=name,
            stage=pathway.stage(case.stage).title,
            owner=owner,
            owner_id=case.owner_id,
            opened_at=case.opened_at,
            closed_at=case.closed_at,
            outcome=pathway.outcome(case.outcome).title if case.outcome else "",
            review_on=case.retention_review_on,
            version=case.version,
        )


def with_names(found: QuerySet[Case]) -> QuerySet[Case]:
    """What a heading takes from other records, beside each case."""
    return found.annotate(
        owner_name=F("owner__name"),
        person_name=name_beside("nominal_id"),
        organisation_name=F("organisation__name"),
    )


def heading(case: Case) -> CaseHeading:
    """A case in a line; give it as `with_names` reads it."""
    beside = vars(case)
    name = _subject(beside["person_name"], beside["organisation_name"])
    return CaseHeading.of(case, owner=beside["owner_name"], name=name)


@query
def headings(*, viewer: Actor, case_ids: Collection[UUID]) -> dict[UUID, CaseHeading]:
    """Cases in a line each, those that the viewer may know."""
    return {case.pk: heading(case) for case in _in_a_line(viewer.compartments, set(case_ids))}


@query
def person_names(*, viewer: Actor, case_ids: Collection[UUID]) -> dict[UUID, str]:
    """The short names of the people or organisations of cases, those that the viewer may know."""
    return {one.id: one.name for one in in_work(viewer=viewer, case_ids=case_ids)}


@query
def in_work(*, viewer: Actor, case_ids: Collection[UUID]) -> list[InWork]:
    """The same with where each of the cases stands."""
    found = _people_of(viewer.compartments, set(case_ids))
    return [
        InWork(
            case_id,
            _subject(person, organisation),
            Case(pk=case_id, **dict(zip(STANDS, stands, strict=True))),
        )
        for case_id, person, organisation, *stands in found
    ]


def _subject(person: list[str] | None, organisation: str | None) -> str:
    """Whom or what a case is about, in a line."""
    return organisation or short_name(named(person))


@kept
def _in_a_line(known: frozenset[UUID], case_ids: set[UUID]) -> QuerySet[Case]:
    return with_names(Case.objects.known_in(known).filter(pk__in=case_ids))


@kept
def _people_of(known: frozenset[UUID], case_ids: set[UUID]) -> "QuerySet[Case, tuple[Any, ...]]":
    found = Case.objects.known_in(known).filter(pk__in=case_ids)
    return found.annotate(person_name=name_beside("nominal_id")).values_list(
        "pk", "person_name", "organisation__name", *STANDS
    )
