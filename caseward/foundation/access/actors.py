"""Who is acting, as the database sees them now."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.foundation.database import reading
from caseward.kernel.access import Actor, Membership


# Whoever knows hundreds of compartments knows them in the same few ways: each way is sent and read once.
ACTOR = """
    select u.id, u.name, array_agg(m.compartment_id), m.basis, m.capabilities, m.starts_at, m.ends_at
    from accounts_user u left join access_membership_live m on m.user_id = u.id
    where u.id = (select sec.uid())
    group by u.id, m.basis, m.capabilities, m.starts_at, m.ends_at
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
    compartments: list[UUID | None],
    basis: str,
    capabilities: list[str],
    starts_at: datetime,
    ends_at: datetime,
) -> Iterator[Membership]:
    """One for each compartment that is known in this way; nobody's account comes with none."""
    held = frozenset(capabilities or ())
    for compartment_id in compartments:
        if compartment_id is not None:
            yield Membership(
                compartment_id=compartment_id,
                basis=basis,
                capabilities=held,
                starts_at=starts_at,
                ends_at=ends_at,
            )
