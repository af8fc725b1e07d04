"""Settling in writing that two engagements clash."""

from caseward.engagements import events, policies
from caseward.engagements.commands.moving import carry_out
from caseward.engagements.commands.telling import GONE, SPREAD
from caseward.engagements.models import Clash, Engagement
from caseward.engagements.vocabulary import (
    OUTCOME,
    SETTLING,
    Answer,
    Became,
    ClashId,
    EngagementId,
    Settled,
)
from caseward.foundation.commands import Context, command
from caseward.foundation.jobs import queue
from caseward.obligations import commands as obligations


@command
def settle_clash(ctx: Context, *, clash_id: ClashId, version: int, answer: Answer) -> EngagementId:
    """Settle a clash after speaking to the other officer; for him it is settled too.

    One that is moved is compared anew; one that is withdrawn has ended, and none of its clashes stays open.
    """
    clash = ctx.lock(Clash.objects.visible_to(ctx.actor), clash_id, version=version)
    engagement = ctx.lock(Engagement.objects.visible_to(ctx.actor), clash.engagement_id)
    ctx.authorise(policies.may_book(ctx.actor, clash.compartment_id))
    ctx.require(policies.is_unsettled(clash))
    ctx.require(policies.is_said(answer.because), on="because")
    ctx.require(policies.can_be_settled(engagement, answer))
    if answer.how is Settled.MOVED:
        carry_out(ctx, engagement, answer.move)
    if answer.how is Settled.WITHDRAWN:
        _withdraw(ctx, engagement, answer)
    else:
        _settle(ctx, clash, answer)
        _end_what_is_owed(ctx, engagement)
    return EngagementId(engagement.pk)


def close_clashes(ctx: Context, engagement: Engagement, answer: Answer) -> None:
    """Settle every open clash of what does not take place, also for those of whom its officer knows nothing."""
    open_ones = Clash.objects.visible_to(ctx.actor).filter(engagement=engagement, settled_at__isnull=True)
    for clash in open_ones.select_for_update(of=("self",)).order_by("id"):
        _settle(ctx, clash, answer)
    _end_what_is_owed(ctx, engagement)
    queue.later(ctx, job=GONE, as_platform=True, ids={"engagement_id": engagement.pk})


def _settle(ctx: Context, clash: Clash, answer: Answer) -> None:
    said = {"settled_how": answer.how, "settled_because": answer.because}
    ctx.change(clash, settled_at=ctx.now, settled_by_id=ctx.actor.id, **said)
    ctx.record(
        events.ClashSettled(engagement_id=clash.engagement_id, clash_id=clash.pk, how=answer.how.value)
    )
    queue.later(ctx, job=SPREAD, as_platform=True, ids={"clash_id": clash.pk})


def _withdraw(ctx: Context, engagement: Engagement, answer: Answer) -> None:
    said = {"became": Became.WITHDRAWN, "words": answer.because}
    ctx.change(engagement, ended_at=ctx.now, ended_by_id=ctx.actor.id, **said)
    obligations.fulfil(ctx, about_id=engagement.pk, rule_key=OUTCOME, how="withdrawn")
    ctx.record(events.EngagementEnded(engagement_id=engagement.pk, became=Became.WITHDRAWN))
    close_clashes(ctx, engagement, answer)


def _end_what_is_owed(ctx: Context, engagement: Engagement) -> None:
    found = Clash.objects.visible_to(ctx.actor).filter(engagement=engagement, settled_at__isnull=True)
    if not found.exists():
        for rule in SETTLING:
            obligations.fulfil(ctx, about_id=engagement.pk, rule_key=rule, how="settled")
