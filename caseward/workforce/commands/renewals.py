"""When vetting is renewed: owed by those who post people, from the day it is recorded until it is withdrawn."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from caseward.foundation.commands import Context, step
from caseward.obligations import events, queries
from caseward.workforce import policies
from caseward.workforce.models import Clearance
from caseward.workforce.vocabulary import RENEWALS, Level, Renewal


BEGIN = "select sec.owe_renewal(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
END = "select sec.end_renewal(%s, %s, %s, %s, %s)"


@step
def keep_renewal(ctx: Context, *, user_id: UUID, level: Level, how: str) -> None:
    """Owe the renewal of whatever vetting of this kind ends first; what was owed of it before ends (`how`, a code).

    Nothing is owed of a level that has no rule, nor where none of the kind stands any more. The clock runs to the end
    that was recorded, or to that of the rule, whichever comes first (clocks C90 and C91).
    """
    ctx.authorise(policies.may_post_other(ctx.actor, user_id))
    renewal = RENEWALS.get(level)
    if renewal is None:
        return
    for rule_key in (renewal.since_granted, renewal.before_end):
        _end(ctx, user_id, rule_key, how)
    of_the_kind = [one for one in RENEWALS if RENEWALS[one] == renewal]
    lapsing = policies.first_to_lapse(Clearance.objects.filter(user=user_id, level__in=of_the_kind))
    if lapsing is not None:
        _begin(ctx, lapsing, renewal)


def _end(ctx: Context, user_id: UUID, rule_key: str, how: str) -> None:
    ended = _called(END, [user_id, rule_key, how, ctx.now, ctx.actor.id])
    if ended is not None:
        ctx.record(events.ObligationFulfilled(obligation_id=ended, about_id=user_id, how=how))


def _run(lapsing: Clearance, renewal: Renewal) -> queries.Run:
    run = queries.run_from(policies.midnight(lapsing.starts_on), rule_key=renewal.since_granted)
    if run.due_on is not None and run.due_on <= lapsing.ends_on:
        return run
    last_day = lapsing.ends_on - timedelta(days=1)
    began = queries.start_due_on(rule_key=renewal.before_end, due_on=last_day)
    return queries.run_from(began, rule_key=renewal.before_end)


def _begin(ctx: Context, lapsing: Clearance, renewal: Renewal) -> None:
    run, made = _run(lapsing, renewal), uuid4()
    columns = (run.rule_key, run.version, run.started_at, run.due_at, run.tells_at)
    _called(BEGIN, [made, lapsing.user_id, *columns, ctx.now, ctx.actor.id])
    ctx.record(run.owed(made, lapsing.user_id))


def _called(statement: str, values: list[Any]) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [(found,)] = cursor.fetchall()
    made: UUID | None = found
    return made
