"""What happens to engagements; codes and ids, never with whom."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class EngagementEvent(Event):
    """Something that happened to one engagement."""

    operation = Operation.ALTERATION
    engagement_id: UUID


@dataclass(frozen=True, kw_only=True)
class EngagementBooked(EngagementEvent):
    """An officer booked an engagement."""

    type = "engagement.booked"
    operation = Operation.COLLECTION
    makes = {"engagement_id": ("engagements_engagement",)}
    sort: str


@dataclass(frozen=True, kw_only=True)
class EngagementViewed(EngagementEvent):
    """Somebody read an engagement and what it clashes with."""

    type = "engagement.viewed"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class EngagementsOfCaseViewed(Event):
    """Somebody read which engagements there are in a case."""

    type = "engagement.of-case-viewed"
    operation = Operation.CONSULTATION
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class EngagementMoved(EngagementEvent):
    """It was moved to another time, to another place, or both; where to is the record's to say."""

    type = "engagement.moved"
    what: str


@dataclass(frozen=True, kw_only=True)
class EngagementEnded(EngagementEvent):
    """It was held, or not, or withdrawn before its time."""

    type = "engagement.ended"
    became: str


@dataclass(frozen=True, kw_only=True)
class ClashSettled(EngagementEvent):
    """An officer settled in writing that two engagements clash."""

    type = "engagement.clash-settled"
    clash_id: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class ClashesTold(EngagementEvent):
    """Those whose engagements clash with this one were told; how many that was would tell of one kept in silence."""

    type = "engagement.clashes-told"
    operation = Operation.DISCLOSURE


@dataclass(frozen=True, kw_only=True)
class ClashesWithdrawn(EngagementEvent):
    """Whoever was told of an engagement that does not take place is told so; how many that was is not said."""

    type = "engagement.clashes-withdrawn"
    operation = Operation.DISCLOSURE


@dataclass(frozen=True, kw_only=True)
class SettledElsewhere(Event):
    """What one officer settled is settled for the other too."""

    type = "engagement.settled-elsewhere"
    operation = Operation.DISCLOSURE
    clash_id: UUID
