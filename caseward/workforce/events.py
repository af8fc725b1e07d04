"""What happened to postings, vetting, training and the access that follows from them."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class PersonPosted(Event):
    """Somebody was posted to a unit in a role."""

    type = "posting.made"
    operation = Operation.CONFIGURATION
    makes = {"posting_id": ("workforce_posting",)}
    posting_id: UUID
    user_id: UUID
    unit_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class PostingEnded(Event):
    """A posting was given its end."""

    type = "posting.ended"
    operation = Operation.CONFIGURATION
    posting_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostingConfirmed(Event):
    """Somebody looked at a posting and said that it is still needed."""

    type = "posting.confirmed"
    operation = Operation.CONFIGURATION
    posting_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ClearanceRecorded(Event):
    """Vetting was recorded."""

    type = "clearance.recorded"
    operation = Operation.CONFIGURATION
    user_id: UUID
    level: str


@dataclass(frozen=True, kw_only=True)
class ClearanceWithdrawn(Event):
    """Vetting was withdrawn before its time."""

    type = "clearance.withdrawn"
    operation = Operation.CONFIGURATION
    user_id: UUID
    level: str


@dataclass(frozen=True, kw_only=True)
class TrainingRecorded(Event):
    """A course was completed."""

    type = "training.recorded"
    operation = Operation.CONFIGURATION
    user_id: UUID
    course: str


@dataclass(frozen=True, kw_only=True)
class AccessRenewed(Event):
    """What somebody may know was derived afresh; the number of compartments that came of it."""

    type = "access.renewed"
    operation = Operation.CONFIGURATION
    user_id: UUID
    compartments: int
