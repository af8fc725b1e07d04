"""The platform compares engagements over all units, and carries over what one of two officers settled."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.engagements import events, policies
from caseward.engagements.queries import clash_days
from caseward.engagements.vocabulary import (
    AHEAD,
    SETTLE,
    SETTLE_BEFORE,
    ClashId,
    EngagementId,
)
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.jobs import outbox, queue
from caseward.obligations import events as owing
from caseward.obligations import queries as owed_queries


TELL, SPREAD, GONE = "engagements.tell", "engagements.spread", "engagements.gone"
TOLD = """
    select told, obligations, about, rules, since, messages
    from sec.tell_of_clashes(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
PARTED = "select obligations, about, messages from sec.end_parted(%s, %s, %s, %s, %s)"
CARRIED = "select obligations, about, messages from sec.settle_elsewhere(%s, %s)"
WITHDRAWN = "select obligations, about, messages from sec.settle_withdrawn(%s, %s)"


@command
def tell_of_clashes(ctx: Context, *, engagement_id: EngagementId) -> int:
    """Tell each of two officers whose engagements clash, as far as he may learn of the other (failings F55).

    It runs apart from the booking, so that no booking takes longer for having met somebody kept in silence. A clash
    with what was moved elsewhere ends for both. Returns how many were told.
    """
    ctx.authorise(policies.may_tell(ctx.actor))
    run, days = owed_queries.run_from(ctx.now, rule_key=SETTLE), clash_days()
    figures = [days["organisation"], days["person"], days["address"]]
    before = catalogue().clock(SETTLE_BEFORE, on=ctx.today).version
    clock = [run.version, run.due_at, run.tells_at, before, AHEAD]
    [(told, *owed, messages)] = _asked(TOLD, [engagement_id, *figures, ctx.now, *clock])
    for obligation_id, about_id, key, since in zip(*owed, strict=True):
        ctx.record(owed_queries.run_from(since, rule_key=key).owed(obligation_id, about_id))
    [(done, about, ended)] = _asked(PARTED, [engagement_id, *figures, ctx.now])
    _record_done(ctx, done, about)
    ctx.record(events.ClashesTold(engagement_id=engagement_id))
    _send(ctx, [*messages, *ended])
    return int(told)


@command
def settle_elsewhere(ctx: Context, *, clash_id: ClashId) -> int:
    """Settle for the other officer what one has settled, and tell him; returns how many were told."""
    ctx.authorise(policies.may_tell(ctx.actor))
    [(done, about, messages)] = _asked(CARRIED, [clash_id, ctx.now])
    _record_done(ctx, done, about)
    ctx.record(events.SettledElsewhere(clash_id=clash_id))
    _send(ctx, messages)
    return len(messages)


@command
def settle_withdrawn(ctx: Context, *, engagement_id: EngagementId) -> int:
    """End for every other officer the clash with an engagement that does not take place; returns how many were told."""
    ctx.authorise(policies.may_tell(ctx.actor))
    [(done, about, messages)] = _asked(WITHDRAWN, [engagement_id, ctx.now])
    _record_done(ctx, done, about)
    ctx.record(events.ClashesWithdrawn(engagement_id=engagement_id))
    _send(ctx, messages)
    return len(messages)


def _record_done(ctx: Context, done: Iterable[UUID], about: Iterable[UUID]) -> None:
    for obligation_id, about_id in zip(done, about, strict=True):
        ctx.record(
            owing.ObligationFulfilled(obligation_id=obligation_id, about_id=about_id, how="settled-elsewhere")
        )


def _asked(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _send(ctx: Context, messages: Iterable[UUID]) -> None:
    for message_id in messages:
        queue.later(ctx, job=outbox.SEND, as_platform=True, ids={"message_id": message_id})
