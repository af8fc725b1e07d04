"""What the ledger is told of decisions: which, about what, with which outcome; never why."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class DecisionMade(Event):
    """A named person signed a decision."""

    type = "decision.made"
    operation = Operation.COLLECTION
    makes = {"decision_id": ("decisions_decisionrecord",)}
    decision_id: UUID
    about_id: UUID
    question: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class DecisionCountersigned(Event):
    """A second person agreed or disagreed."""

    type = "decision.countersigned"
    operation = Operation.COLLECTION
    makes = {"countersignature_id": ("decisions_countersignature",)}
    decision_id: UUID
    about_id: UUID
    countersignature_id: UUID
    approves: bool


@dataclass(frozen=True, kw_only=True)
class DecisionAddedTo(Event):
    """Somebody added to a signed decision, which itself stands unchanged."""

    type = "decision.added-to"
    operation = Operation.COLLECTION
    makes = {"addendum_id": ("decisions_decisionaddendum",)}
    decision_id: UUID
    about_id: UUID
    addendum_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionReviewed(Event):
    """Somebody looked at a decision again and said what he found."""

    type = "decision.reviewed"
    operation = Operation.COLLECTION
    makes = {"addendum_id": ("decisions_decisionaddendum",)}
    decision_id: UUID
    about_id: UUID
    addendum_id: UUID
    found: str


@dataclass(frozen=True, kw_only=True)
class DissentRecorded(Event):
    """Somebody said under his own name that he saw a decision differently."""

    type = "decision.dissented"
    operation = Operation.COLLECTION
    makes = {"addendum_id": ("decisions_decisionaddendum",)}
    decision_id: UUID
    about_id: UUID
    addendum_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionViewed(Event):
    """Somebody read a decision record."""

    type = "decision.viewed"
    operation = Operation.CONSULTATION
    decision_id: UUID
    about_id: UUID
