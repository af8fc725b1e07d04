"""What the ledger is told of sittings; never what was said."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class SittingArranged(Event):
    """A sitting of a unit was arranged."""

    type = "sitting.arranged"
    operation = Operation.COLLECTION
    makes = {"sitting_id": ("panels_sitting",)}
    sitting_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberRecorded(Event):
    """Whether a member of a sitting came was recorded."""

    type = "sitting.member-recorded"
    operation = Operation.COLLECTION
    makes = {"member_id": ("panels_member",)}
    sitting_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class MinutesViewed(Event):
    """The minutes of a sitting were read, as far as their reader may know them."""

    type = "sitting.minutes-viewed"
    operation = Operation.CONSULTATION
    sitting_id: UUID


@dataclass(frozen=True, kw_only=True)
class MinutesApproved(Event):
    """The minutes of a sitting were approved; each item says so for itself."""

    type = "sitting.minutes-approved"
    operation = Operation.ALTERATION
    sitting_id: UUID


@dataclass(frozen=True, kw_only=True)
class MinutesAddedTo(Event):
    """Something was added to approved minutes."""

    type = "sitting.minutes-added-to"
    operation = Operation.COLLECTION
    makes = {"addendum_id": ("panels_addendum",)}
    sitting_id: UUID
    addendum_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemEvent(Event):
    """Something that happened to one item of an agenda; it names the case and not the sitting."""

    operation = Operation.ALTERATION
    item_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemPutForward(ItemEvent):
    """A case was put on the agenda of a sitting."""

    type = "agenda-item.put-forward"
    operation = Operation.COLLECTION
    makes = {"item_id": ("panels_item",)}


@dataclass(frozen=True, kw_only=True)
class ItemViewed(ItemEvent):
    """An item of an agenda was read."""

    type = "agenda-item.viewed"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class ItemClosed(ItemEvent):
    """What became of an item was recorded."""

    type = "agenda-item.closed"
    became: str


@dataclass(frozen=True, kw_only=True)
class ReferrerAnswered(ItemEvent):
    """It was recorded that the referrer was told what came of an item, or why not."""

    type = "agenda-item.referrer-answered"
    is_sent: bool


@dataclass(frozen=True, kw_only=True)
class ActionAgreed(ItemEvent):
    """An action of the case came out of an item."""

    type = "agenda-item.action-agreed"
    action_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemApproved(ItemEvent):
    """The minute of one item was approved."""

    type = "agenda-item.approved"
