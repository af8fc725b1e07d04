"""What was asked for, kept as numbers until it has been compared with who is kept in silence."""

from django.db import connection

from caseward.foundation.commands import Context, step
from caseward.kernel.identity import Person, key_numbers, look_ups
from caseward.nominals import queries


NOTE = "select sec.note_look_up(%s, %s, %s)"


@step
def note_look_up(ctx: Context, *, person: Person, reference: str = "") -> None:
    """Keep what was asked for, as numbers, until it has been compared with who is kept in silence.

    Every search does so, whoever it finds: its keepers are told of the look-up later, and nothing at once (tripwires).
    """
    asked = look_ups(person, nicknames=queries.known_nicknames())
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [ctx.now, key_numbers(asked.all), reference])
