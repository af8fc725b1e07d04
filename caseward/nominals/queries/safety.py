"""How a person is safely reached, for the banner that stands wherever contact is prepared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.chronology.vocabulary import Channel
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.nominals.models import ContactSafety


@dataclass(frozen=True, slots=True)
class Safety:
    """What was said, by whom and when; version 0 where nobody said anything."""

    version: int
    channels: tuple[Channel, ...]
    hours: str
    introduce: str
    unsafe: tuple[str, ...]
    never_tell: tuple[str, ...]
    by: str
    at: datetime | None

    def __bool__(self) -> bool:
        return any((self.channels, self.hours, self.introduce, self.unsafe, self.never_tell))


NOTHING = Safety(0, (), "", "", (), (), "", None)


@query
def safety_of(*, viewer: Actor, nominal_id: UUID | None) -> Safety:
    """What is known of how to reach somebody; nothing for whoever may not know the person."""
    if nominal_id is None:
        return NOTHING
    row = (
        ContactSafety.objects.visible_to(viewer)
        .select_related("changed_by")
        .filter(nominal_id=nominal_id)
        .first()
    )
    if row is None:
        return NOTHING
    return Safety(
        version=row.version,
        channels=tuple(map(Channel, row.channels)),
        hours=row.hours,
        introduce=row.introduce,
        unsafe=tuple(row.unsafe),
        never_tell=tuple(row.never_tell),
        by=row.changed_by.name,
        at=row.changed_at,
    )
