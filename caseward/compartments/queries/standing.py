"""A case as those see it who say who may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from caseward.accounts.models import User
from caseward.cases.models import Case
from caseward.compartments import policies
from caseward.compartments.models import Emergency, Exclusion, Grant, KeyRequest, OwnCompartment
from caseward.compartments.vocabulary import TwoKeys
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel import references
from caseward.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Shared:
    """A case, the compartments in which it and what stands with it are kept, and what these are called."""

    id: UUID
    version: int
    reference: str
    owner_id: UUID
    compartment_id: UUID
    compartments: tuple[UUID, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrantRow:
    """Access that somebody was given by name."""

    id: UUID
    version: int
    name: str
    extent: str
    because: str
    given_by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """Somebody who is shut out by name."""

    id: UUID
    version: int
    name: str
    because: str
    said_by: str
    since: datetime


@query
def shared(*, viewer: Actor, case_id: UUID) -> Shared:
    """The case whose knowers somebody is about to change."""
    case = Case.objects.visible_to(viewer).select_related("nominal", "referral").filter(pk=case_id).first()
    if case is None:
        raise NotVisible
    compartments = where(case)
    return Shared(
        id=case.pk,
        version=case.version,
        reference=references.shown(case.reference),
        owner_id=case.owner_id,
        compartment_id=case.compartment_id,
        compartments=compartments,
        titles=_titles(compartments),
    )


@query
def grant(*, viewer: Actor, grant_id: UUID) -> GrantRow:
    """Access that was given by name; for those who may know the compartment."""
    found = Grant.objects.visible_to(viewer).select_related("user", "created_by").filter(pk=grant_id).first()
    if found is None:
        raise NotVisible
    return GrantRow(
        id=found.pk,
        version=found.version,
        name=found.user.name,
        extent=str(found.get_extent_display()),
        because=found.because,
        given_by=found.created_by.name,
        until=found.until,
    )


@query
def exclusion(*, viewer: Actor, exclusion_id: UUID) -> ExclusionRow:
    """Who is shut out and why; for those who may know the compartment."""
    found = Exclusion.objects.visible_to(viewer).select_related("user", "created_by")
    one = found.filter(pk=exclusion_id).first()
    if one is None:
        raise NotVisible
    return _exclusion_row(one)


def _exclusion_row(one: Exclusion) -> ExclusionRow:
    return ExclusionRow(
        id=one.pk,
        version=one.version,
        name=one.user.name,
        because=one.because,
        said_by=one.created_by.name,
        since=one.created_at,
    )


@query
def undecided(*, viewer: Actor, case_id: UUID) -> list[ExclusionRow]:
    """Who declared a conflict of interest that nobody has decided on, oldest first; for those who know the case."""
    found = Exclusion.objects.visible_to(viewer).filter(about_id=case_id, user=F("created_by"))
    waiting = found.filter(decided_at__isnull=True, lifted_at__isnull=True).select_related(
        "user", "created_by"
    )
    return [_exclusion_row(one) for one in waiting.order_by("created_at")]


def where(case: Case) -> tuple[UUID, ...]:
    """Where a case is kept, then where its person and referral are: whoever is to read it needs each of them."""
    beside = (case.nominal, case.organisation, case.referral)
    return tuple(dict.fromkeys([case.compartment_id, *(one.compartment_id for one in beside if one)]))


def _titles(compartments: Sequence[UUID]) -> tuple[str, ...]:
    found = dict(Compartment.objects.filter(pk__in=compartments).values_list("pk", "title"))
    return tuple(found[each] for each in compartments if each in found)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Something that waits for a second person."""

    id: UUID
    version: int
    what: str
    label: str
    because: str
    asked_by: str
    asked_by_id: UUID
    asked_at: datetime
    until: datetime
    people: tuple[str, ...]


@query
def keys(*, viewer: Actor, case_id: UUID, now: datetime) -> list[KeyRow]:
    """What about a case waits for a second person, for those who know of the case."""
    found = KeyRequest.objects.visible_to(viewer).filter(about_id=case_id, answered_at__isnull=True)
    asked = found.select_related("created_by").order_by("-created_at")
    return [_key_row(each) for each in asked if now < policies.answered_by(each)]


@query
def is_own(*, viewer: Actor, compartment_id: UUID) -> bool:
    """Whether a compartment is that of one case alone."""
    return OwnCompartment.objects.visible_to(viewer).filter(compartment=compartment_id).exists()


def _key_row(request: KeyRequest) -> KeyRow:
    names = User.objects.filter(pk__in=request.people).order_by("name").values_list("name", flat=True)
    return KeyRow(
        id=request.pk,
        version=request.version,
        what=request.what,
        label=str(TwoKeys(request.what).label),
        because=request.because,
        asked_by=request.created_by.name,
        asked_by_id=request.created_by_id,
        asked_at=request.created_at,
        until=policies.answered_by(request),
        people=tuple(names),
    )


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """Emergency access that nobody has reviewed yet."""

    id: UUID
    version: int
    name: str
    by_id: UUID
    because: str
    at: datetime


@query
def to_review(*, viewer: Actor, case_id: UUID) -> list[EmergencyRow]:
    """Who opened the case in an emergency and is not reviewed yet, oldest first; for those who know of the case."""
    found = Emergency.objects.visible_to(viewer).filter(about_id=case_id, reviewed_at__isnull=True)
    return [
        EmergencyRow(
            each.pk, each.version, each.created_by.name, each.created_by_id, each.because, each.created_at
        )
        for each in found.select_related("created_by").order_by("created_at")
    ]
