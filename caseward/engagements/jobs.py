"""Whose engagements clash is told right after one was booked, and what was settled right after that."""

from uuid import UUID

from caseward.engagements import commands
from caseward.engagements.vocabulary import ClashId, EngagementId
from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import job


@job(commands.TELL)
def tell(ctx: Context, *, engagement_id: UUID) -> None:
    """Tell them."""
    commands.tell_of_clashes(ctx, engagement_id=EngagementId(engagement_id))


@job(commands.GONE)
def gone(ctx: Context, *, engagement_id: UUID) -> None:
    """Tell whoever was told of it that it does not take place."""
    commands.settle_withdrawn(ctx, engagement_id=EngagementId(engagement_id))


@job(commands.SPREAD)
def spread(ctx: Context, *, clash_id: UUID) -> None:
    """Settle it for the other too."""
    commands.settle_elsewhere(ctx, clash_id=ClashId(clash_id))
