"""What happens to identity links, in the past tense; no entry names a record that a link ties."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class LinkEvent(Event):
    """Something that happened to one link."""

    operation = Operation.ALTERATION
    link_id: UUID


@dataclass(frozen=True, kw_only=True)
class LinkProposed(LinkEvent):
    """A custodian typed the references of two records."""

    type = "identity-link.proposed"
    operation = Operation.COLLECTION
    makes = {"link_id": ("identities_identitylink",)}


@dataclass(frozen=True, kw_only=True)
class LinkConfirmed(LinkEvent):
    """The other custodian typed the same two: the link is made."""

    type = "identity-link.confirmed"
    operation = Operation.COMBINATION
    proposed_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class LinkNotConfirmed(LinkEvent):
    """The other custodian typed something else."""

    type = "identity-link.not-confirmed"
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class EndingEvent(LinkEvent):
    """Something that happened to one word that a link is wrong."""

    ending_id: UUID


@dataclass(frozen=True, kw_only=True)
class LinkQuestioned(EndingEvent):
    """A custodian said that a link is wrong."""

    type = "identity-link.questioned"
    makes = {"ending_id": ("identities_ending",)}


@dataclass(frozen=True, kw_only=True)
class LinkEnded(EndingEvent):
    """The other custodian agreed: the link leads nowhere from now on."""

    type = "identity-link.ended"
    questioned_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class LinkUpheld(EndingEvent):
    """The other custodian did not agree: the link stands."""

    type = "identity-link.upheld"
    questioned_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class OpeningEvent(LinkEvent):
    """Something that happened to one opening of a link."""

    opening_id: UUID


@dataclass(frozen=True, kw_only=True)
class OpeningAsked(OpeningEvent):
    """A custodian asked to open a link for one purpose."""

    type = "identity-opening.asked"
    makes = {"opening_id": ("identities_opening",)}
    for_purpose: str


@dataclass(frozen=True, kw_only=True)
class OpeningApproved(OpeningEvent):
    """The other custodian approved: from now on both may read the link."""

    type = "identity-opening.approved"
    asked_by_id: UUID
    for_purpose: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class OpeningRefused(OpeningEvent):
    """The other custodian refused."""

    type = "identity-opening.refused"
    asked_by_id: UUID


@dataclass(frozen=True, kw_only=True)
class IdentitiesRead(OpeningEvent):
    """One of the two read the link, once."""

    type = "identity-opening.read"
    operation = Operation.CONSULTATION
    for_purpose: str


@dataclass(frozen=True, kw_only=True)
class OpeningClosed(OpeningEvent):
    """One of the two closed the link before its time."""

    type = "identity-opening.closed"


@dataclass(frozen=True, kw_only=True)
class IdentityKeyRotated(Event):
    """Every link was locked anew; how many there are is nobody's business but the custodians'."""

    type = "identity-key.rotated"
    operation = Operation.CONFIGURATION
    key: str
