"""Who may owe something about a record: whoever may know of it."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection


MEMBERS = "select user_id from sec.knowers_of(%s) where user_id = any(%s)"


def may_owe(*, user_id: UUID, compartment_id: UUID) -> bool:
    """Whether somebody may know of the compartment; asked by those who may know it themselves."""
    return bool(who_may_owe(user_ids=[user_id], compartment_id=compartment_id))


def who_may_owe(*, user_ids: Collection[UUID], compartment_id: UUID) -> frozenset[UUID]:
    """Who of them may know of the compartment."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [compartment_id, list(user_ids)])
        return frozenset(user_id for (user_id,) in cursor.fetchall())
