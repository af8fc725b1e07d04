"""Look-ups are compared every minute."""

from django.db import connection, transaction

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import periodic
from caseward.tripwires import commands


@periodic("tripwires.compare", cron="* * * * *")
def compare(ctx: Context) -> None:
    """Compare what waits, a batch at a time; nothing is told of a minute in which nobody looked for anybody."""
    while _is_waiting():
        commands.compare_look_ups(ctx)


def _is_waiting() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sec.look_ups_waiting() > 0")
        [(is_waiting,)] = cursor.fetchall()
    return bool(is_waiting)
