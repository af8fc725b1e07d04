"""Telling those who owe something every few minutes, and working out again each night by when it is owed."""

from django.db import connection, transaction

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import periodic
from caseward.obligations import commands


@periodic("obligations.tell", cron="*/5 * * * *")
def tell(ctx: Context) -> None:
    """Tell a batch at a time, until nothing waits; nothing is recorded of minutes in which nothing came due.

    Less than a whole batch was the last: what is told is next told of at a later instant.
    """
    while is_waiting(ctx) and commands.tell_what_is_due(ctx) == commands.TOLD_AT_ONCE:
        pass


@periodic("obligations.recompute", cron="10 2 * * *")
def recompute(ctx: Context) -> None:
    """Work out again, each night, what is owed: what was published since counts from then."""
    beyond = commands.recompute_what_is_owed(ctx)
    while beyond is not None:
        beyond = commands.recompute_what_is_owed(ctx, beyond=beyond)


def is_waiting(ctx: Context) -> bool:
    """Whether the time has come to tell somebody of something."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.is_anything_to_tell(%s)", [ctx.now])
        [(is_waiting,)] = cursor.fetchall()
    return bool(is_waiting)
