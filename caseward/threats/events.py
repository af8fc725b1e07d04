"""What the ledger is told of threats and incidents; never the words, the people or the source."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ThreatEvent(Event):
    """Something that happened to one threat."""

    operation = Operation.ALTERATION
    threat_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ThreatRecorded(ThreatEvent):
    """A threat was recorded in its exact words."""

    type = "threat.recorded"
    operation = Operation.COLLECTION
    makes = {"threat_id": ("threats_threat",)}


@dataclass(frozen=True, kw_only=True)
class ThreatGraded(ThreatEvent):
    """A threat was graded, for the first time or anew."""

    type = "threat.graded"
    grade: str


@dataclass(frozen=True, kw_only=True)
class ThreatStepTaken(ThreatEvent):
    """The decision owner was told, the maker acted on, a warning delivered, or why not; or something was added."""

    type = "threat.step-taken"
    done: str


@dataclass(frozen=True, kw_only=True)
class ThreatClosed(ThreatEvent):
    """A threat was closed with its reason."""

    type = "threat.closed"


@dataclass(frozen=True, kw_only=True)
class ThreatSourceRead(ThreatEvent):
    """Somebody read where a threat came from."""

    type = "threat.source-read"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class IncidentRecorded(Event):
    """An incident against one person was recorded."""

    type = "incident.recorded"
    operation = Operation.COLLECTION
    makes = {"incident_id": ("threats_incident",)}
    incident_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class IncidentsCounted(Event):
    """The incidents against one person were counted; in how many cases a decision is now owed is kept."""

    type = "incident.counted"
    operation = Operation.CONSULTATION
    incident_id: UUID
    owed: int


@dataclass(frozen=True, kw_only=True)
class LifeDecided(Event):
    """An officer of rank decided on the threat to life."""

    type = "incident.life-decided"
    operation = Operation.ALTERATION
    case_id: UUID
    decision_id: UUID
    is_real: bool
