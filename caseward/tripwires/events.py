"""What happens to look-ups, in the past tense; whom they touched only its keepers can tell from the ids."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class LookUpsCompared(Event):
    """What was asked for was compared with who is kept in silence, and forgotten."""

    type = "look-up.compared"
    operation = Operation.ERASURE
    compared: int


@dataclass(frozen=True, kw_only=True)
class WireTouched(Event):
    """A look-up would have found somebody, had he not been kept in silence."""

    type = "tripwire.touched"
    operation = Operation.CONSULTATION
    makes = {"trip_id": ("tripwires_trip",)}
    trip_id: UUID


@dataclass(frozen=True, kw_only=True)
class TripsListed(Event):
    """A keeper read which look-ups touched whom he keeps."""

    type = "tripwire.listed"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class TripViewed(Event):
    """A keeper read of one look-up."""

    type = "tripwire.viewed"
    operation = Operation.CONSULTATION
    trip_id: UUID


@dataclass(frozen=True, kw_only=True)
class TripExplained(Event):
    """A keeper said what a look-up was about."""

    type = "tripwire.explained"
    operation = Operation.ALTERATION
    trip_id: UUID
    outcome: str
