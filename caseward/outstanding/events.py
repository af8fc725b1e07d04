"""What happens to what is outstanding; never the words."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ItemEntered(Event):
    """A warrant, a recall or lost contact stands in the register."""

    type = "outstanding.entered"
    operation = Operation.COLLECTION
    item_id: UUID
    case_id: UUID
    sort: str
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemAttempted(Event):
    """Somebody tried to execute it, or to find the person."""

    type = "outstanding.attempted"
    operation = Operation.ALTERATION
    item_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemReviewed(Event):
    """It was looked at, and said who pursues it."""

    type = "outstanding.reviewed"
    operation = Operation.ALTERATION
    item_id: UUID
    case_id: UUID
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemEnded(Event):
    """It came to its end."""

    type = "outstanding.ended"
    operation = Operation.ALTERATION
    item_id: UUID
    case_id: UUID
    ended_as: str


@dataclass(frozen=True, kw_only=True)
class ItemsViewed(Event):
    """What is out on the person of a case was read."""

    type = "outstanding.viewed"
    operation = Operation.CONSULTATION
    case_id: UUID
