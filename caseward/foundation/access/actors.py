"""Who is acting, as the database sees them now."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.foundation.database import reading
from caseward.kernel.access import Actor, Membership


# Whoever knows hundreds of compartments may do the same few things there: each sort is sent and read once, with the
# time during which all of it stands, since each began and ends at an instant of its own.
ACTOR = """
    select u.id, u.name, m.capabilities, array_agg(m.compartment_id), array_agg(m.basis), max(m.starts_at),
           min(m.ends_at)
    from accounts_user u left join access_membership_live m on m.user_id = u.id
    where u.id = (select sec.uid())
    group by u.id, m.capabilities
"""

PUBLIC = Actor(id=UUID("00000000-0000-4000-8000-000000000000"), name="Public page", memberships=())


def current_actor() -> Actor | None:
    """The person whose session the current identity is, with every live membership; None when it is nobody's."""
    with reading.asking(), connection.cursor() as cursor:
        cursor.execute(ACTOR)
        return actor_of(cursor.fetchall())


def actor_of(rows: Sequence[tuple[Any, ...]]) -> Actor | None:
    """Whom the rows of `ACTOR` make up; None for no rows."""
    if not rows:
        return None
    memberships = tuple(membership for row in rows for membership in _memberships(*row[2:]))
    return Actor(id=rows[0][0], name=rows[0][1], memberships=memberships)


def _memberships(
    capabilities: list[str] | None,
    compartments: list[UUID],
    bases: list[str],
    starts_at: datetime,
    ends_at: datetime,
) -> Iterator[Membership]:
    """One for each compartment in which he may do just this; nobody's account comes with none."""
    if capabilities is None:
        return
    held = frozenset(capabilities)
    for compartment_id, basis in zip(compartments, bases, strict=True):
        yield Membership(
            compartment_id=compartment_id,
            basis=basis,
            capabilities=held,
            starts_at=starts_at,
            ends_at=ends_at,
        )
