"""Another unit knows this person: whom to ask, and nothing of what it knows."""

from django.db import connection

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person, key_numbers, look_ups
from caseward.nominals.queries.searching import known_nicknames


ASK = "select sec.pointers_to(%s::integer[], %s::integer[], %s::integer[])"


@query
def pointers(*, viewer: Actor, person: Person) -> tuple[str, ...]:
    """Whom to ask about this person in units that the viewer does not belong to; empty for most.

    A unit points where its compartment does and where it has said whom outsiders may ask; a silent one never does.
    Whose question it is the database knows from the session.
    """
    asked = look_ups(person, nicknames=known_nicknames())
    if not viewer.memberships or not (asked.numbers or asked.births):
        return ()
    with connection.cursor() as cursor:
        cursor.execute(ASK, [key_numbers(each) for each in (asked.numbers, asked.births, asked.pairs)])
        return tuple(contact for (contact,) in cursor.fetchall())
