"""A referral in a line, with the name that was given read beside it: one statement for any number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.identity import Name
from caseward.nominals.queries import short_name
from caseward.referrals.models import Answer, Referral


FORENAMES, SURNAME = "individual.forenames", "individual.surname"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReferral:
    """A referral by its reference: when it came, and how it was decided."""

    id: UUID
    compartment_id: UUID
    reference: str
    channel: str
    stage: str
    received_at: datetime
    recorded_at: datetime
    outcome: str
    nominal_id: UUID | None
    version: int
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralHeading(PastReferral):
    """A referral in a line, with the name that its form gives."""

    name: str

    @classmethod
    def of(cls, referral: Referral, *, forenames: object, surname: object) -> Self:
        """From the record and what its form says of the person's name."""
        return cls(name=_short(forenames, surname), **_of(referral))


def with_name(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """What a heading takes from the answers, beside each referral."""
    return found.annotate(forenames=_beside(FORENAMES), surname=_beside(SURNAME))


def heading(referral: Referral) -> ReferralHeading:
    """A referral in a line; give it as `with_name` reads it."""
    beside = vars(referral)
    return ReferralHeading.of(referral, forenames=beside["forenames"], surname=beside["surname"])


def _of(referral: Referral) -> dict[str, Any]:
    return {
        "id": referral.pk,
        "compartment_id": referral.compartment_id,
        "reference": references.shown(referral.reference),
        "channel": referral.channel,
        "stage": referral.stage,
        "received_at": referral.received_at,
        "recorded_at": referral.created_at,
        "outcome": referral.outcome or "",
        "nominal_id": referral.nominal_id,
        "version": referral.version,
        "decided_at": referral.decided_at,
    }


@query
def heading_of(*, viewer: Actor, referral_id: UUID) -> ReferralHeading:
    """One referral in a line; NotVisible when there is none that the viewer may know."""
    found = _in_a_line(viewer.compartments, referral_id)
    if not found:
        raise NotVisible
    return heading(found[0])


@query
def referrals_of(*, viewer: Actor, nominal_ids: Collection[UUID]) -> dict[UUID, tuple[PastReferral, ...]]:
    """The referrals of people, newest first: what the history strip shows, on which nobody is named."""
    rows = [PastReferral(**_of(referral)) for referral in _about(viewer.compartments, set(nominal_ids))]
    return {key: tuple(row for row in rows if row.nominal_id == key) for key in nominal_ids}


@query
def names_as_given(*, viewer: Actor, referral_ids: Collection[UUID]) -> dict[UUID, str]:
    """The short names of the people of referrals, as their forms give them."""
    said: dict[UUID, dict[str, Any]] = {each: {} for each in referral_ids}
    for referral_id, field, value in _told(viewer.compartments, set(referral_ids)):
        said[referral_id][field] = value
    return {each: _short(values.get(FORENAMES), values.get(SURNAME)) for each, values in said.items()}


@kept
def _in_a_line(known: frozenset[UUID], referral_id: UUID) -> QuerySet[Referral]:
    return with_name(Referral.objects.known_in(known)).filter(pk=referral_id)


@kept
def _about(known: frozenset[UUID], nominal_ids: set[UUID]) -> QuerySet[Referral]:
    found = Referral.objects.known_in(known).filter(nominal_id__in=nominal_ids)
    return found.order_by("-received_at")


@kept
def _told(known: frozenset[UUID], referral_ids: set[UUID]) -> "QuerySet[Answer, tuple[UUID, str, Any]]":
    told = Answer.objects.known_in(known).filter(referral_id__in=referral_ids)
    return told.filter(field__in=(FORENAMES, SURNAME)).values_list("referral_id", "field", "value")


def _beside(field: str) -> Subquery:
    told = Answer.objects.filter(referral_id=OuterRef("pk"), field=field)
    return Subquery(told.values("value")[:1])


def _short(forenames: object, surname: object) -> str:
    return short_name(Name(str(forenames or ""), str(surname or "")))
