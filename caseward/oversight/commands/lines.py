"""Looks that met a rule: drawn by the platform, settled by a person."""

from datetime import timedelta
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.database.calling import call
from caseward.oversight import events, policies
from caseward.oversight.models import Anomaly
from caseward.oversight.vocabulary import Outcome


DRAW = "select count(*) from sec.draw_lines(%s, %s, %s::date[], %s::text[], %s, %s)"
LOOKED_BACK = 60  # days of which it is asked whether they were worked


@command
def draw_lines(ctx: Context) -> int:
    """Go through the looks since the last time and list those that met a rule; how many there were."""
    ctx.authorise(policies.may_draw(ctx.actor))
    rules = catalogue().table("oversight", "watching")
    calendar = catalogue().calendar(rules["duty"]["calendar"])
    days = [ctx.today - timedelta(days=back) for back in range(LOOKED_BACK)]
    off = [day for day in days if not calendar.is_working_day(day)]
    duty = rules["duty"]["from"], rules["duty"]["until"]
    drawn: int = call(DRAW, *duty, off, rules["task"]["explains"], rules["many"]["people"], ctx.now)
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
