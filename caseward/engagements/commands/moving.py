"""Moving an engagement to another time, to another place, or both."""

from datetime import datetime

from caseward.engagements import events, policies, queries
from caseward.engagements.commands.telling import TELL
from caseward.engagements.models import Engagement
from caseward.engagements.vocabulary import (
    AHEAD,
    OUTCOME,
    SETTLE,
    SETTLE_BEFORE,
    SETTLING,
    EngagementId,
    Move,
    Moved,
    organisation_key,
    place_key,
)
from caseward.foundation.commands import Context, command
from caseward.foundation.jobs import queue
from caseward.obligations import commands as obligations
from caseward.obligations.models import STILL_OWED, Obligation


@command
def move_engagement(ctx: Context, *, engagement_id: EngagementId, version: int, move: Move) -> EngagementId:
    """Move an engagement to another time or place; it is compared anew, and what it clashes with no more ends."""
    engagement = ctx.lock(Engagement.objects.visible_to(ctx.actor), engagement_id, version=version)
    ctx.authorise(policies.may_book(ctx.actor, engagement.compartment_id))
    ctx.require(policies.is_planned(engagement))
    carry_out(ctx, engagement, move)
    return engagement_id


def carry_out(ctx: Context, engagement: Engagement, move: Move) -> None:
    """Move it: its keys, what is owed of it, and the comparison with every unit's follow."""
    stripped = _stripped(engagement, move)
    _require_movable(ctx, engagement, stripped)
    what = _what(engagement, stripped)
    ctx.change(engagement, **_places(stripped), planned_at=_time(engagement, stripped), moved_at=ctx.now)
    if what is not Moved.PLACE:
        obligations.redate(ctx, about_id=engagement.pk, rule_key=OUTCOME, started_at=engagement.planned_at)
        _settle_before(ctx, engagement)
    ctx.record(events.EngagementMoved(engagement_id=engagement.pk, what=what.value))
    queue.later(ctx, job=TELL, as_platform=True, ids={"engagement_id": engagement.pk})


def _stripped(engagement: Engagement, move: Move) -> Move:
    place = engagement.place if move.place is None else move.place.strip()
    organisation = engagement.organisation if move.organisation is None else move.organisation.strip()
    return Move(planned_at=move.planned_at, place=place, organisation=organisation, seen=move.seen)


def _require_movable(ctx: Context, engagement: Engagement, move: Move) -> None:
    said = (move.organisation or "", move.place or "")
    ctx.require(policies.is_as_seen(engagement, move))
    ctx.require(policies.is_another(engagement, move), on="planned_at")
    ctx.require(policies.is_to_come(_time(engagement, move), now=ctx.now), on="planned_at")
    ctx.require(policies.says_with_whom(*said, of_case=engagement.case_id is not None), on="place")


def _what(engagement: Engagement, move: Move) -> Moved:
    if _time(engagement, move) == engagement.planned_at:
        return Moved.PLACE
    stays = (move.place, move.organisation) == (engagement.place, engagement.organisation)
    return Moved.TIME if stays else Moved.BOTH


def _time(engagement: Engagement, move: Move) -> datetime:
    return move.planned_at or engagement.planned_at


def _places(move: Move) -> dict[str, str]:
    organisation, place = move.organisation or "", move.place or ""
    return {
        "organisation": organisation,
        "organisation_key": organisation_key(organisation),
        "place": place,
        "place_key": place_key(place),
    }


def _settle_before(ctx: Context, engagement: Engagement) -> None:
    """What still clashes is settled before the new time, where that comes sooner than what was owed."""
    about, before = queries.matter_of(engagement), engagement.planned_at - AHEAD
    found = Obligation.objects.visible_to(ctx.actor).filter(
        STILL_OWED, about_id=about.id, rule_key__in=SETTLING
    )
    for owed in found:
        if owed.rule_key == SETTLE_BEFORE:
            obligations.redate(ctx, about_id=about.id, rule_key=SETTLE_BEFORE, started_at=before)
        elif owed.due_at is not None and engagement.planned_at < owed.due_at:
            obligations.fulfil(ctx, about_id=about.id, rule_key=SETTLE, how="moved")
            obligations.owe(
                ctx,
                about=about,
                rule_key=SETTLE_BEFORE,
                started_at=before,
                owed_by_id=owed.owed_by_id,
                capability=owed.capability,
            )
