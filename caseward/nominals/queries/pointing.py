"""Another unit knows this person: whom to ask, how often it had to do with him, and nothing of what it knows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person, key_numbers, look_ups
from caseward.nominals.queries.records import known_people
from caseward.nominals.queries.searching import known_nicknames


ASK = "select sec.pointers_to(%s::integer[], %s::integer[], %s::integer[])"
COUNT = (
    "select contacts, referrals from sec.known_elsewhere(%s::integer[], %s::integer[], %s::integer[], %s, %s)"
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How often units that say whom to ask had to do with somebody since a day."""

    contacts: int = 0
    referrals: int = 0


@query
def pointers(*, viewer: Actor, person: Person) -> tuple[str, ...]:
    """Whom to ask about this person in units that the viewer does not belong to; empty for most.

    A unit points where its compartment does and where it has said whom outsiders may ask; a silent one never does.
    Whose question it is the database knows from the session.
    """
    keys = _keys(viewer, person)
    if keys is None:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(ASK, keys)
        return tuple(contact for (contact,) in cursor.fetchall())


@query
def pointers_of(*, viewer: Actor, nominal_id: UUID) -> tuple[str, ...]:
    """The same about the person of a record that the viewer may know."""
    known = known_people(viewer=viewer, nominal_ids=[nominal_id]).get(nominal_id)
    return () if known is None else pointers(viewer=viewer, person=known[1])


@query
def known_elsewhere(
    *, viewer: Actor, nominal_id: UUID, contacts_since: date, referrals_since: date
) -> Elsewhere:
    """How often the same units had contact with the person of a record, and referrals of him, since two days."""
    known = known_people(viewer=viewer, nominal_ids=[nominal_id]).get(nominal_id)
    keys = None if known is None else _keys(viewer, known[1])
    if keys is None:
        return Elsewhere()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [*keys, contacts_since, referrals_since])
        return Elsewhere(*cursor.fetchone())


def _keys(viewer: Actor, person: Person) -> list[list[int]] | None:
    """What decides who is meant; nothing where neither a number nor a day of birth is known."""
    asked = look_ups(person, nicknames=known_nicknames())
    if not viewer.memberships or not (asked.numbers or asked.births):
        return None
    return [key_numbers(each) for each in (asked.numbers, asked.births, asked.pairs)]
