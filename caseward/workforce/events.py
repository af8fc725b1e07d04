"""What happened to postings, vetting, training and the access that follows from them."""

from dataclasses import dataclass
from datetime import date
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
class RankRecorded(Event):
    """A rank was recorded."""

    type = "rank.recorded"
    operation = Operation.CONFIGURATION
    user_id: UUID
    rank: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class RankEnded(Event):
    """A rank is no longer held."""

    type = "rank.ended"
    operation = Operation.CONFIGURATION
    user_id: UUID
    rank: str


@dataclass(frozen=True, kw_only=True)
class AccessRenewed(Event):
    """What somebody may know was derived afresh; the number of compartments that came of it."""

    type = "access.renewed"
    operation = Operation.CONFIGURATION
    user_id: UUID
    compartments: int


@dataclass(frozen=True, kw_only=True)
class AbsenceRecorded(Event):
    """Somebody said that an officer is away from a day on."""

    type = "absence.recorded"
    operation = Operation.CONFIGURATION
    makes = {"absence_id": ("workforce_absence",)}
    absence_id: UUID
    user_id: UUID
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    """An officer is back; cover ended with the absence."""

    type = "absence.ended"
    operation = Operation.CONFIGURATION
    absence_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoverAsked(Event):
    """A colleague was asked to cover for somebody who is away."""

    type = "cover.asked"
    operation = Operation.CONFIGURATION
    makes = {"cover_id": ("workforce_cover",)}
    cover_id: UUID
    user_id: UUID
    for_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoverAccepted(Event):
    """A colleague covers for somebody who is away."""

    type = "cover.accepted"
    operation = Operation.CONFIGURATION
    cover_id: UUID
    for_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoverRefused(Event):
    """A colleague cannot cover for somebody who is away."""

    type = "cover.refused"
    operation = Operation.CONFIGURATION
    cover_id: UUID
    for_id: UUID
