"""Who is acting, as the database sees them now."""

from uuid import UUID

from django.db import connection

from caseward.foundation.database import reading
from caseward.kernel.access import Actor, Membership


ACTOR = """
    select u.id, u.name, m.compartment_id, m.basis, m.capabilities, m.starts_at, m.ends_at
    from accounts_user u left join access_membership_live m on m.user_id = u.id
    where u.id = (select sec.uid())
"""

PUBLIC = Actor(id=UUID("00000000-0000-4000-8000-000000000000"), name="Public page", memberships=())


def current_actor() -> Actor | None:
    """The person whose session the current identity is, with every live membership; None when it is nobody's."""
    with reading.asking(), connection.cursor() as cursor:
        cursor.execute(ACTOR)
        rows = cursor.fetchall()
    if not rows:
        return None
    memberships = tuple(
        Membership(
            compartment_id=row[2],
            basis=row[3],
            capabilities=frozenset(row[4]),
            starts_at=row[5],
            ends_at=row[6],
        )
        for row in rows
        if row[2] is not None
    )
    return Actor(id=rows[0][0], name=rows[0][1], memberships=memberships)
