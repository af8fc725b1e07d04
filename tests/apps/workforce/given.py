"""Shared by the tests of workforce: acting as the administrator, and looking at what somebody may know."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from caseward.foundation.access.models import Compartment, Membership
from caseward.foundation.commands import Context
from caseward.organisations.models import Unit
from caseward.workforce import commands
from caseward.workforce.models import Clearance, Posting
from caseward.workforce.vocabulary import Level
from tests import cast, moments, roles


TODAY = moments.real_now().date()
MONTH_AGO, IN_A_MONTH = TODAY - timedelta(days=30), TODAY + timedelta(days=30)


def as_sam() -> Any:
    return cast.acting("sam", now=moments.real_now())


def unit(name: str) -> UUID:
    return Unit.objects.get(name=name).pk


def memberships(name: str) -> dict[str, Membership]:
    """Everything a person may know, by the key of its compartment."""
    with roles.owner():
        found = Membership.objects.filter(user=cast.person(name)).select_related("compartment")
        return {each.compartment.key: each for each in found}


def knows(name: str) -> set[str]:
    """The keys of what a person may know now, as the person's own session finds it."""
    with cast.acting(name) as ctx:
        return set(Compartment.objects.filter(pk__in=ctx.actor.compartments).values_list("key", flat=True))


def posting_of(name: str) -> Posting:
    with roles.owner():
        return Posting.objects.get(user=cast.person(name))


def clearance_of(name: str, level: Level) -> Clearance:
    with roles.owner():
        return Clearance.objects.get(user=cast.person(name), level=level)


def qualify(ctx: Context, name: str, role: str) -> None:
    cast.qualify(ctx, cast.person(name).pk, role)


def posted(
    name: str, unit_name: str = "Northshire Prevent", role: str = "case-officer", **given: Any
) -> dict[str, Any]:
    """What a posting of a member of the cast says."""
    usual: dict[str, Any] = {"starts_on": MONTH_AGO}
    return {"user_id": cast.person(name).pk, "unit_id": unit(unit_name), "role": role} | usual | given


def post(ctx: Context, *what: str, **given: Any) -> UUID:
    """Post a member of the cast."""
    return commands.post_person(ctx, **posted(*what, **given))
