"""Shutting somebody out by name (a conflict of interest), and letting him in again: at once, and lifted by another."""

from datetime import date
from uuid import UUID

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.models import Exclusion
from caseward.foundation.commands import Context, command
from caseward.foundation.database.calling import call
from caseward.kernel.clocks.moments import start_of


@command
def exclude_person(
    ctx: Context, *, case_id: CaseId, user_id: UUID, because: str, ends_on: date | None = None
) -> UUID:
    """Shut a named person, oneself or another, out of a case and all that its compartments hold, from now on."""
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_exclude(ctx.actor, shared.compartments, user_id))
    ctx.require(policies.has_words(because), on="because")
    user = ctx.get(User.objects.filter(kind=Kind.PERSON), user_id)
    until = start_of(ends_on) if ends_on else None
    standing = Exclusion.objects.filter(compartment=shared.compartment_id, user=user, lifted_at__isnull=True)
    ctx.require(policies.is_first(is_excluded=standing.exists()), on="user_id")
    exclusion = ctx.add(
        Exclusion(compartment_id=shared.compartment_id, user=user, because=because, until=until)
    )
    ctx.record(
        events.PersonExcluded(
            exclusion_id=exclusion.pk,
            compartment_id=shared.compartment_id,
            user_id=user.pk,
            by_himself=user.pk == ctx.actor.id,
        )
    )
    for compartment_id in shared.compartments:
        call("select sec.shut_out(%s, %s, %s, %s)", exclusion.pk, user.pk, compartment_id, until)
    return exclusion.pk


@command
def lift_exclusion(ctx: Context, *, exclusion_id: UUID, version: int, because: str) -> UUID:
    """Let somebody in again, as far as a posting or a grant reaches; never oneself, who knows of nothing here."""
    exclusion = ctx.lock(Exclusion.objects.visible_to(ctx.actor), exclusion_id, version=version)
    ctx.authorise(policies.may_grant_to(ctx.actor, [exclusion.compartment_id], exclusion.user_id))
    ctx.require(policies.is_shut_out(exclusion))
    ctx.require(policies.has_words(because), on="because")
    ctx.change(exclusion, lifted_at=ctx.now, lifted_by_id=ctx.actor.id, lifted_because=because)
    call("select sec.let_in(%s)", exclusion.pk)
    ctx.record(events.ExclusionLifted(exclusion_id=exclusion.pk, user_id=exclusion.user_id))
    return exclusion.pk
