"""How a person is safely reached, for the banner that stands wherever contact is prepared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from caseward.chronology.vocabulary import Channel
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.nominals.models import ContactSafety, Ways


@dataclass(frozen=True, slots=True)
class Safety:
    """What was said, by whom and when, and what it rests on; version 0 where nobody said anything.

    `source_id` is the referral that said it, none where it is the word of the unit itself.
    """

    version: int
    channels: tuple[Channel, ...]
    hours: str
    introduce: str
    unsafe: tuple[str, ...]
    never_tell: tuple[str, ...]
    said_by: str
    grade: str
    source_id: UUID | None
    by: str
    at: datetime | None

    def __bool__(self) -> bool:
        return any((self.channels, self.hours, self.introduce, self.unsafe, self.never_tell))


NOTHING = Safety(0, (), "", "", (), (), "", "", None, "", None)


@query
def safety_of(*, viewer: Actor, nominal_id: UUID) -> Safety:
    """What the unit itself says of how to reach somebody; nothing for whoever may not know the person."""
    row = _rows(viewer).filter(nominal_id=nominal_id, source_id__isnull=True).first()
    return shown_safety(row)


@query
def safeties_of(*, viewer: Actor, nominal_id: UUID | None) -> tuple[Safety, ...]:
    """All that is known of how to reach somebody, the word of the unit first; each of it holds."""
    if nominal_id is None:
        return ()
    rows = _rows(viewer).filter(nominal_id=nominal_id).order_by(F("source_id").asc(nulls_first=True))
    return tuple(filter(None, map(shown_safety, rows)))


def shown_safety(row: Ways | None) -> Safety:
    """A row as a page takes it; give it with whoever changed it."""
    if row is None:
        return NOTHING
    return Safety(
        version=row.version,
        channels=tuple(map(Channel, row.channels)),
        hours=row.hours,
        introduce=row.introduce,
        unsafe=tuple(row.unsafe),
        never_tell=tuple(row.never_tell),
        said_by=row.said_by,
        grade=row.grade,
        source_id=getattr(row, "source_id", None),
        by=row.changed_by.name,
        at=row.changed_at,
    )


def _rows(viewer: Actor) -> "QuerySet[ContactSafety]":
    return ContactSafety.objects.visible_to(viewer).select_related("changed_by")
