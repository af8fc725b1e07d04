"""Giving access by name, renewing it, ending it: by another, with a reason, and with an end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.models import Grant
from caseward.compartments.vocabulary import Extent
from caseward.foundation.commands import Context, command
from caseward.foundation.database.calling import call
from caseward.kernel.clocks.moments import start_of


OPEN = "select sec.open_access(%s, %s, %s, %s, %s, %s)"


@command
def grant_access(
    ctx: Context, *, case_id: CaseId, name: str, extent: Extent, because: str, ends_on: date
) -> UUID:
    """Let a named officer know of a case and all that its compartments hold, until a day."""
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_grant(ctx.actor, shared.compartments))
    ctx.require(policies.has_words(because), on="because")
    until = start_of(ends_on)
    ctx.require(policies.ends_in_time(until, now=ctx.now), on="ends_on")
    user = _operational(ctx, name)
    ctx.authorise(policies.is_another(ctx.actor, user.pk))
    grant = ctx.add(
        Grant(
            compartment_id=shared.compartment_id,
            user=user,
            extent=extent,
            because=because,
            until=until,
        )
    )
    _open(ctx, grant, shared.compartments)
    ctx.record(
        events.AccessGranted(
            grant_id=grant.pk,
            compartment_id=shared.compartment_id,
            user_id=user.pk,
            extent=extent,
            ends_on=ends_on,
        )
    )
    return grant.pk


@command
def renew_grant(ctx: Context, *, grant_id: UUID, version: int, ends_on: date) -> UUID:
    """Say that access by name is still needed, until another day; never one's own."""
    grant = ctx.lock(Grant.objects.visible_to(ctx.actor), grant_id, version=version)
    ctx.authorise(policies.may_grant_to(ctx.actor, [grant.compartment_id], grant.user_id))
    ctx.require(policies.is_running(grant, now=ctx.now))
    until = start_of(ends_on)
    ctx.require(policies.ends_in_time(until, now=ctx.now), on="ends_on")
    ctx.change(grant, until=until)
    call("select sec.prolong_access(%s, %s)", grant.pk, until)
    ctx.record(events.GrantRenewed(grant_id=grant.pk, user_id=grant.user_id, ends_on=ends_on))
    return grant.pk


@command
def end_grant(ctx: Context, *, grant_id: UUID, version: int, because: str) -> UUID:
    """End access by name now: it is gone at the person's next request, in every session."""
    grant = ctx.lock(Grant.objects.visible_to(ctx.actor), grant_id, version=version)
    ctx.authorise(policies.may_grant(ctx.actor, [grant.compartment_id]))
    ctx.require(policies.is_running(grant, now=ctx.now))
    ctx.require(policies.has_words(because), on="because")
    ctx.change(grant, ended_at=ctx.now, ended_by_id=ctx.actor.id, ended_because=because)
    call("select sec.end_access(%s)", grant.pk)
    ctx.record(events.GrantEnded(grant_id=grant.pk, user_id=grant.user_id))
    return grant.pk


def _operational(ctx: Context, name: str) -> User:
    """The one person of that name who works with records of people, while vetting and training are live."""
    called = Q(username__iexact=name.strip()) | Q(name__iexact=name.strip())
    found = list(User.objects.filter(called, kind=Kind.PERSON, disabled_at__isnull=True)[:2])
    able = len(found) == 1 and bool(call("select sec.stands_until(%s)", found[0].pk))
    ctx.require(policies.can_be_granted(is_operational=able), on="name")
    return found[0]


def _open(ctx: Context, grant: Grant, where: Sequence[UUID]) -> None:
    """A membership in each compartment, of what the extent says and the giver himself may do there."""
    basis = f"Granted by {ctx.actor.name} because {grant.because}"
    for compartment_id in where:
        mine = {
            each
            for m in ctx.actor.memberships
            if m.compartment_id == compartment_id
            for each in m.capabilities
        }
        held = sorted(mine & Extent(grant.extent).capabilities)
        call(OPEN, grant.pk, grant.user_id, compartment_id, basis, held, grant.until)
