"""Looks that met a rule: drawn by the platform, settled by a person."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.oversight import events, policies, queries
from caseward.oversight.models import Anomaly
from caseward.oversight.vocabulary import Outcome


@command
def draw_lines(ctx: Context) -> int:
    """Go through the looks since the last time and list those that met a rule; how many there were."""
    ctx.authorise(policies.may_draw(ctx.actor))
    drawn = queries.draw_lines(viewer=ctx.actor, now=ctx.now)
    ctx.record(events.LinesDrawn(count=drawn))
    return drawn


@command
def settle_line(ctx: Context, *, line_id: UUID, version: int, how: Outcome, words: str) -> UUID:
    """Say what came of a look: it was explained, or referred, and to whom."""
    line = ctx.lock(Anomaly.objects.visible_to(ctx.actor), line_id, version=version)
    ctx.authorise(policies.may_settle(ctx.actor, line))
    ctx.require(policies.is_unsettled(line))
    ctx.require(policies.has_words(words), on="words")
    ctx.change(
        line, settled_at=ctx.now, settled_by_id=ctx.actor.id, settled_how=how.value, words=words.strip()
    )
    ctx.record(events.LineSettled(line_id=line.pk, rule=line.rule, how=how.value))
    return line.pk
