"""Which units ask to be called about a person, for a duty officer; nothing of what they know."""

from dataclasses import dataclass

from django.db import connection

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person, key_numbers, look_ups
from caseward.nominals.queries import known_nicknames


ASK = "select unit, contact from sec.markers_for(%s::integer[], %s::integer[], %s::integer[])"


@dataclass(frozen=True, slots=True)
class Marker:
    """A unit that asks to be called, and where; a record of no one unit names none."""

    unit: str
    contact: str


@query
def markers(*, viewer: Actor, person: Person) -> list[Marker]:  # noqa: ARG001  the database asks who it is
    """The units that ask to be called about this person; whose question it is the database knows from the session."""
    asked = look_ups(person, nicknames=known_nicknames())
    with connection.cursor() as cursor:
        cursor.execute(ASK, [key_numbers(each) for each in (asked.births, asked.homes, asked.pairs)])
        return [Marker(unit or "", contact) for unit, contact in cursor.fetchall()]
