"""Which unit holds a case by now, and of which unit the sittings are before which it was put."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from caseward.foundation.commands import query
from caseward.foundation.database.calling import call
from caseward.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """The sitting of an item, as far as whoever knows the case may know it, and who holds the case by now."""

    sort: str
    held_at: datetime
    held_in: UUID
    home: UUID

    @property
    def is_gone(self) -> bool:
        """Whether another unit than that of the sitting holds the case."""
        return self.home != self.held_in


@query
def home_of(*, viewer: Actor, case_id: UUID) -> UUID | None:  # noqa: ARG001  the database knows whose question it is
    """The compartment of the unit that holds a case, wherever the case is kept; None for whoever may not know it."""
    home: UUID | None = call("select sec.home_of_known(%s)", case_id)
    return home


@query
def standing(*, viewer: Actor, item_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Of items that the viewer may know as somebody who reads the cases of either unit; others are left out."""
    mine = viewer.where("case.read")
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.items_stand(%s)", [list(item_ids)])
        found = {item_id: Standing(*rest) for item_id, *rest in cursor.fetchall()}
    return {key: one for key, one in found.items() if {one.held_in, one.home} & mine}
