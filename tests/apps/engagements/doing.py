"""Engagements as the tests make them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from caseward.cases.vocabulary import CaseId
from caseward.engagements import commands
from caseward.engagements.models import Clash, Engagement
from caseward.engagements.vocabulary import Answer, Booked, ClashId, EngagementId, Settled, Sort
from caseward.foundation.access.models import Compartment
from caseward.foundation.jobs.models import OutboxMessage
from caseward.obligations.models import Obligation
from caseward.organisations.models import Unit
from tests import cast, given, roles
from tests.apps.corrections.doing import platform


SCHOOL, DOOR = "Fennel School", "14 Fennel Row, Northport"
UNITS = {"priya": "northshire-prevent", "omar": "northshire-prevent", "ewan": "eastmark-prevent",
         "rhys": "northshire-nominal", "jo": "regional-cyber", "kit": "regional-protected-persons"}  # fmt: skip
SPOKEN = Answer(how=Settled.WENT_AHEAD, because="Spoken to the duty desk: they go on another floor.")


def planned(organisation: str = "", place: str = "", *, days: float = 3, now: datetime = given.NOW) -> Booked:
    """A visit so many days from now."""
    when = now + (given.later(days=days) - given.NOW)
    return Booked(
        organisation=organisation, place=place, sort=Sort.VISIT, planned_at=when, purpose="About the tablets."
    )


def booked(who: str, with_whom: Booked, *, case_id: UUID | None = None, **rest: Any) -> EngagementId:
    """Booked by somebody for his unit; whoever clashes is told right afterwards, as the platform's job does."""
    engagement_id = alone(who, with_whom, case_id=case_id, **rest)
    told(engagement_id)
    return engagement_id


def alone(who: str, with_whom: Booked, *, case_id: UUID | None = None, **rest: Any) -> EngagementId:
    """Booked, and nobody told yet."""
    known = CaseId(case_id) if case_id else None
    with cast.acting(who, **rest) as ctx:
        made: Any = commands.book_engagement(ctx, unit_id=unit(who), case_id=known, booked=with_whom)
        return EngagementId(made)


def told(engagement_id: EngagementId) -> int:
    """What the platform's job does right after a booking."""
    with platform() as ctx:
        return commands.tell_of_clashes(ctx, engagement_id=engagement_id)


def carried(clash_id: UUID) -> int:
    """What the platform's job does right after a clash was settled."""
    with platform() as ctx:
        return commands.settle_elsewhere(ctx, clash_id=ClashId(clash_id))


def settled(who: str, clash_id: UUID, answer: Answer = SPOKEN, *, now: datetime = given.NOW) -> None:
    """Settled by somebody at the version that a page opened now would carry."""
    version = one(Clash, clash_id).version
    with cast.acting(who, now=now) as ctx:
        commands.settle_clash(ctx, clash_id=ClashId(clash_id), version=version, answer=answer)


def unit(who: str) -> UUID:
    """Whom somebody works for."""
    return Unit.objects.get(key=UNITS[who]).pk


def points(key: str, contact: str) -> None:
    """Let a unit say whom outsiders may ring about what its cases compartment holds."""
    with roles.owner():
        Compartment.objects.filter(key=key).update(contact=contact)


def one(model: Any, pk: UUID) -> Any:
    """As it stands."""
    with roles.owner():
        return model.objects.get(pk=pk)


def clashes(engagement_id: UUID) -> list[Clash]:
    """What an engagement clashes with."""
    with roles.owner():
        return list(Clash.objects.filter(engagement_id=engagement_id).order_by("created_at", "id"))


def owed(engagement_id: UUID) -> list[str]:
    """Under which rules something is still owed about it."""
    with roles.owner():
        found = Obligation.objects.filter(about_id=engagement_id, ended_at__isnull=True)
        return sorted(found.values_list("rule_key", flat=True))


def notices(engagement_id: UUID) -> list[tuple[str, str]]:
    """Who was told what about it."""
    with roles.owner():
        found = OutboxMessage.objects.filter(about_id=engagement_id, kind__startswith="engagement.clash")
        return sorted(found.values_list("user__username", "kind"))


def row(engagement_id: UUID) -> Engagement:
    """As it stands."""
    found: Engagement = one(Engagement, engagement_id)
    return found
