"""One clock that runs to a day which is worked out anew: to the next of several, to an end that may move."""

from datetime import date
from uuid import UUID

from caseward.foundation.commands import Context, step
from caseward.obligations import queries
from caseward.obligations.commands.owing import fulfil, owe, redate, still_owed
from caseward.obligations.vocabulary import Matter


@step
def keep_due(
    ctx: Context,
    *,
    about: Matter,
    rule_key: str,
    due_on: date | None,
    owed_by_id: UUID | None,
    capability: str,
    how: str,
) -> None:
    """Owe it until that day: it begins, or moves, or ends (`how`, a code) where there is no day left.

    Nothing happens, and nobody is told again, where it runs to that day already. Who may not know of the record owes
    nothing about it: then it falls to whoever has the capability. Raises CalendarRanOut.
    """
    running = next(iter(still_owed(ctx, about.id, rule_key)), None)
    if due_on is None:
        fulfil(ctx, about_id=about.id, rule_key=rule_key, how=how)
        return
    starts_at = queries.start_due_on(rule_key=rule_key, due_on=due_on)
    if running is None:
        bearer = _who_can(ctx, about.compartment_id, owed_by_id)
        owe(
            ctx,
            about=about,
            rule_key=rule_key,
            started_at=starts_at,
            owed_by_id=bearer,
            capability=capability,
        )
    elif running.started_at != starts_at:
        redate(ctx, about_id=about.id, rule_key=rule_key, started_at=starts_at)


def _who_can(ctx: Context, compartment_id: UUID, owed_by_id: UUID | None) -> UUID | None:
    if owed_by_id is None or owed_by_id == ctx.actor.id:
        return owed_by_id
    return owed_by_id if queries.may_owe(user_id=owed_by_id, compartment_id=compartment_id) else None
