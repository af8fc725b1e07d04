"""Recording which rank, grade or office somebody holds, and that it is no longer held."""

from datetime import date
from uuid import UUID

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.workforce import events, policies
from caseward.workforce.commands.saving import saved
from caseward.workforce.models import HeldRank


@command
def record_rank(
    ctx: Context, *, user_id: UUID, rank: str, starts_on: date, ends_on: date | None = None
) -> UUID:
    """Record a rank from a day on: without an end it takes the place of the one that stood, else it stands beside."""
    ctx.authorise(policies.may_post_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.filter(kind=Kind.PERSON), user_id)
    found = catalogue().ranks_on(ctx.today).find(rank)
    ctx.require(policies.is_a_rank(found), on="rank")
    ctx.require(policies.is_in_order(starts_on, ends_on), on="ends_on")
    if found is not None:
        ctx.require(policies.is_held_as_published(found, starts_on=starts_on, ends_on=ends_on), on="ends_on")
    if ends_on is None:
        _take_the_place(ctx, user_id, starts_on)
    held = ctx.add(HeldRank(user=user, rank=rank, starts_on=starts_on, ends_on=ends_on))
    ctx.record(events.RankRecorded(user_id=user_id, rank=rank, starts_on=starts_on))
    return held.pk


@command
def end_rank(ctx: Context, *, held_rank_id: UUID, version: int, because: str) -> UUID:
    """End a rank today: whatever is decided from now on is decided without it, and what was decided stands."""
    ctx.authorise(policies.may_post(ctx.actor))
    held = ctx.lock(HeldRank.objects.all(), held_rank_id, version=version)
    ctx.authorise(policies.is_not(ctx.actor, held.user_id))
    ctx.require(policies.is_still_held(held, today=ctx.today))
    held.ends_on, held.ended_because = max(ctx.today, held.starts_on), because
    saved(held, "ends_on", "ended_because")
    ctx.record(events.RankEnded(user_id=held.user_id, rank=held.rank))
    return held.pk


def _take_the_place(ctx: Context, user_id: UUID, starts_on: date) -> None:
    standing = HeldRank.objects.filter(user=user_id, ends_on__isnull=True).first()
    ctx.require(policies.follows(standing, starts_on=starts_on), on="starts_on")
    if standing is not None:
        standing.ends_on = starts_on
        saved(standing, "ends_on")
