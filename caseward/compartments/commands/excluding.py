"""Shutting somebody out of a case by name, and letting him in again: at once, and lifted by another."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.commands.restricting import keep_for
from caseward.compartments.models import Exclusion
from caseward.compartments.vocabulary import CONFLICT
from caseward.foundation.access import actors
from caseward.foundation.commands import Context, command, step
from caseward.foundation.database.calling import call
from caseward.kernel.clocks.moments import start_of
from caseward.obligations import commands as obligations


@command
def exclude_person(
    ctx: Context,
    *,
    case_id: CaseId,
    user_id: UUID,
    because: str,
    ends_on: date | None = None,
    people: Sequence[UUID] | None = None,
) -> UUID:
    """Shut another person out of a case from now on, and of nothing else.

    With `people` the case is kept for them alone, without him, in the same step.
    """
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_grant(ctx.actor, shared.compartments))
    ctx.authorise(policies.is_another(ctx.actor, user_id))
    ctx.require(policies.has_words(because), on="because")
    user = ctx.get(User.objects.filter(kind=Kind.PERSON), user_id)
    until = start_of(ends_on) if ends_on else None
    if people is not None:
        ctx.authorise(policies.may_restrict(ctx.actor, shared.compartments))
        ctx.require(policies.has_another_owner(owner_id=shared.owner_id, user_id=user.pk), on="user_id")
    exclusion, apart = shut_out(ctx, shared=shared, user=user, because=because, until=until)
    ctx.record(
        events.PersonExcluded(
            exclusion_id=exclusion.pk,
            compartment_id=apart.compartment_id,
            user_id=user.pk,
            by_himself=False,
        )
    )
    close_off(ctx, exclusion=exclusion, shared=apart)
    if people is not None:
        keep_for(ctx, shared=apart, people=people, because=because)
    return exclusion.pk


@command
def lift_exclusion(ctx: Context, *, exclusion_id: UUID, version: int, because: str) -> UUID:
    """Let somebody in again, as far as a posting or a grant reaches; never oneself, who knows of nothing here."""
    exclusion = ctx.lock(Exclusion.objects.visible_to(ctx.actor), exclusion_id, version=version)
    ctx.authorise(policies.may_grant_to(ctx.actor, [exclusion.compartment_id], exclusion.user_id))
    ctx.require(policies.is_shut_out(exclusion))
    ctx.require(policies.has_words(because), on="because")
    let_in(ctx, exclusion=exclusion, because=because)
    ctx.record(events.ExclusionLifted(exclusion_id=exclusion.pk, user_id=exclusion.user_id))
    return exclusion.pk


@step
def shut_out(
    ctx: Context, *, shared: queries.Shared, user: User, because: str, until: datetime | None = None
) -> tuple[Exclusion, queries.Shared]:
    """Set the case apart from what its unit keeps beside it, and write down who is shut out of it; see `close_off`."""
    standing = Exclusion.objects.filter(compartment=shared.compartment_id, user=user, lifted_at__isnull=True)
    ctx.require(policies.is_first(is_excluded=standing.exists()), on="user_id")
    call("select sec.set_case_apart(%s)", shared.id)
    ctx.actor = actors.current_actor() or ctx.actor
    apart = queries.shared(viewer=ctx.actor, case_id=shared.id)
    said = Exclusion(
        compartment_id=apart.compartment_id, about_id=shared.id, user=user, because=because, until=until
    )
    return ctx.add(said), apart


@step
def close_off(ctx: Context, *, exclusion: Exclusion, shared: queries.Shared) -> None:
    """From the next statement on he knows of nothing there: what is owed or recorded of it comes before."""
    ctx.keep_history()
    for compartment_id in shared.compartments:
        call(
            "select sec.shut_out(%s, %s, %s, %s)",
            exclusion.pk, exclusion.user_id, compartment_id, exclusion.until,
        )  # fmt: skip


@step
def let_in(ctx: Context, *, exclusion: Exclusion, because: str) -> None:
    """Lift it, and with it what was owed for it."""
    ctx.change(exclusion, lifted_at=ctx.now, lifted_by_id=ctx.actor.id, lifted_because=because)
    call("select sec.let_in(%s)", exclusion.pk)
    answered(ctx, exclusion=exclusion, how="lifted")


@step
def answered(ctx: Context, *, exclusion: Exclusion, how: str) -> None:
    """The decision that was owed has been made, once it has been made of everybody who declared a conflict."""
    if exclusion.about_id and not queries.undecided(viewer=ctx.actor, case_id=exclusion.about_id):
        obligations.fulfil(ctx, about_id=exclusion.about_id, rule_key=CONFLICT, how=how)
