"""What was asked for, kept as numbers until it has been compared with who is kept in silence."""

from django.db import connection

from caseward.foundation.commands import Context, step
from caseward.kernel.identity import Person
from caseward.nominals import queries


NOTE = "select sec.note_look_up(%s, %s, %s)"


@step
def note_look_up(ctx: Context, *, person: Person, reference: str = "") -> None:
    """The same where nothing has been asked of him yet."""
    note_question(ctx, question=queries.question_of(person), reference=reference)


@step
def note_question(ctx: Context, *, question: queries.Question, reference: str = "") -> None:
    """Keep what was asked for, as numbers, until it has been compared with who is kept in silence.

    Every search does so, whoever it finds: its keepers are told of the look-up later, and nothing at once (tripwires).
    """
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [ctx.now, question.numbers, reference])
