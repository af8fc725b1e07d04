"""What the ledger is told of taskings and sessions; never what they say."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class TaskingEvent(Event):
    """Something that happened to one tasking."""

    operation = Operation.ALTERATION
    tasking_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class TaskingIssued(TaskingEvent):
    """A provider was tasked in writing, anew or by a further edition."""

    type = "tasking.issued"
    operation = Operation.COLLECTION
    makes = {"tasking_id": ("provision_tasking",)}
    edition: int
    sessions_planned: int


@dataclass(frozen=True, kw_only=True)
class TaskingAcknowledged(TaskingEvent):
    """A provider acknowledged a tasking."""

    type = "tasking.acknowledged"
    how: str


@dataclass(frozen=True, kw_only=True)
class TaskingEnded(TaskingEvent):
    """A tasking ended, with who goes on or why nobody does."""

    type = "tasking.ended"
    has_successor: bool


@dataclass(frozen=True, kw_only=True)
class SessionLogged(TaskingEvent):
    """A session was held, or was not and why."""

    type = "session.logged"
    operation = Operation.COLLECTION
    makes = {"session_id": ("provision_session",)}
    session_id: UUID
    became: str


@dataclass(frozen=True, kw_only=True)
class SessionReported(TaskingEvent):
    """The provider's report on a session came."""

    type = "session.reported"
    operation = Operation.COLLECTION
    session_id: UUID
