"""What the ledger is told of who may know: who, where, until when; never why in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class AccessGranted(Event):
    """Somebody was given access by name."""

    type = "access.granted"
    operation = Operation.ALTERATION
    makes = {"grant_id": ("compartments_grant",)}
    grant_id: UUID
    compartment_id: UUID
    user_id: UUID
    extent: str
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class GrantRenewed(Event):
    """Access by name was looked at and given another end."""

    type = "access.renewed-by-name"
    operation = Operation.ALTERATION
    grant_id: UUID
    user_id: UUID
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class GrantEnded(Event):
    """Access by name was ended before its time."""

    type = "access.ended"
    operation = Operation.ALTERATION
    grant_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonExcluded(Event):
    """Somebody was shut out by name, by himself or by another."""

    type = "access.excluded"
    operation = Operation.ALTERATION
    makes = {"exclusion_id": ("compartments_exclusion",)}
    exclusion_id: UUID
    compartment_id: UUID
    user_id: UUID
    by_himself: bool


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Event):
    """Somebody declared a conflict of interest, and no longer knows of a case."""

    type = "access.conflict-declared"
    operation = Operation.ALTERATION
    makes = {"exclusion_id": ("compartments_exclusion",)}
    exclusion_id: UUID
    case_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConflictDecided(Event):
    """A second person said how the case is kept after that, or why nothing more is needed."""

    type = "access.conflict-decided"
    operation = Operation.ALTERATION
    exclusion_id: UUID
    case_id: UUID
    decision: str


@dataclass(frozen=True, kw_only=True)
class ExclusionLifted(Event):
    """Somebody who was shut out is let in again, by another."""

    type = "access.exclusion-lifted"
    operation = Operation.ALTERATION
    exclusion_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRestricted(Event):
    """A case was given a compartment of its own; to how many people it is known."""

    type = "access.restricted"
    operation = Operation.ALTERATION
    makes = {"own_id": ("compartments_owncompartment",)}
    own_id: UUID
    case_id: UUID
    is_silent: bool
    people: int


@dataclass(frozen=True, kw_only=True)
class CaseReturned(Event):
    """A case went back to the unit it came from."""

    type = "access.returned"
    operation = Operation.ALTERATION
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class KeyAsked(Event):
    """Somebody asked for a second person."""

    type = "access.key-asked"
    operation = Operation.ALTERATION
    makes = {"request_id": ("compartments_keyrequest",)}
    request_id: UUID
    case_id: UUID
    what: str


@dataclass(frozen=True, kw_only=True)
class KeyRefused(Event):
    """The second person said no."""

    type = "access.key-refused"
    operation = Operation.ALTERATION
    request_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferenceTried(Event):
    """Somebody is about to open a case in an emergency by its reference; which one, nobody reads here."""

    type = "access.reference-tried"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class EmergencyOpened(Event):
    """Somebody opened a case in an emergency."""

    type = "access.opened-in-an-emergency"
    operation = Operation.CONSULTATION
    makes = {"emergency_id": ("compartments_emergency",)}
    emergency_id: UUID
    case_id: UUID
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmergencyReviewed(Event):
    """A second person said whether opening it was justified."""

    type = "access.emergency-reviewed"
    operation = Operation.ALTERATION
    emergency_id: UUID
    case_id: UUID
    verdict: str


@dataclass(frozen=True, kw_only=True)
class PartShared(Event):
    """Somebody outside the police was let in to a part of a case."""

    type = "access.part-shared"
    operation = Operation.ALTERATION
    makes = {"part_id": ("compartments_part",)}
    part_id: UUID
    case_id: UUID
    user_id: UUID
    audience: str
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class PartEnded(Event):
    """Somebody outside the police reads a case no longer."""

    type = "access.part-ended"
    operation = Operation.ALTERATION
    part_id: UUID
    case_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class SectionMarked(Event):
    """It was said for whom a part of a case is."""

    type = "access.section-marked"
    operation = Operation.ALTERATION
    section_id: UUID
    case_id: UUID
    record_id: UUID
    audience: str


@dataclass(frozen=True, kw_only=True)
class PartViewed(Event):
    """Somebody outside the police read what a case holds for him; how many parts he was shown."""

    type = "access.part-viewed"
    operation = Operation.CONSULTATION
    case_id: UUID
    shown: int


@dataclass(frozen=True, kw_only=True)
class MarkerLookedUp(Event):
    """Somebody on duty asked whom to call about a person; how many units asked to be called."""

    type = "marker.looked-up"
    operation = Operation.CONSULTATION
    makes = {"purpose_id": ("cases_searchpurpose",)}
    purpose_id: UUID
    given: int
