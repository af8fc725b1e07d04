"""What the ledger is told of things owed: which, about what, under which rule; never what they say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ObligationOwed(Event):
    """Something became owed; `due_on` is the last day in time."""

    type = "obligation.owed"
    operation = Operation.COLLECTION
    makes = {"obligation_id": ("obligations_obligation",)}
    obligation_id: UUID
    about_id: UUID
    rule: str
    rule_version: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ObligationPaused(Event):
    """Its clock stands still, for a reason the rule allows."""

    type = "obligation.paused"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObligationResumed(Event):
    """Its clock runs on."""

    type = "obligation.resumed"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ObligationRedated(Event):
    """The event that started its clock was found to have happened at another time."""

    type = "obligation.redated"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ObligationHandedOver(Event):
    """Somebody else owes it from now on; nobody stands for the queue."""

    type = "obligation.handed-over"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    from_id: UUID | None
    to_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class ObligationFulfilled(Event):
    """What was owed has been done."""

    type = "obligation.fulfilled"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class ObligationWithdrawn(Event):
    """It is owed no longer, because what it was about has ended."""

    type = "obligation.withdrawn"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class ObligationTold(Event):
    """Those of a role were told that it is due soon or late; "bearer" stands for whoever owes it."""

    type = "obligation.told"
    operation = Operation.DISCLOSURE
    obligation_id: UUID
    about_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class ObligationRecomputed(Event):
    """A rule or a calendar published anew moved it, or made it fall under a newer version of its rule."""

    type = "obligation.recomputed"
    operation = Operation.ALTERATION
    obligation_id: UUID
    about_id: UUID
    rule_version: str
    was_due_on: date | None
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class ObligationsLookedAt(Event):
    """What is owed was worked out again, so many at once."""

    type = "obligation.looked-at"
    operation = Operation.CONFIGURATION
    looked_at: int
