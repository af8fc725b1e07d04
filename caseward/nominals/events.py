"""What happens to people's records, in the past tense."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class NominalMade(Event):
    """A person got a record, from the referral or report named."""

    type = "nominal.made"
    operation = Operation.COLLECTION
    makes = {"nominal_id": ("nominals_nominal",)}
    nominal_id: UUID
    source_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class NominalCompleted(Event):
    """More became known of a person, from the referral or report named."""

    type = "nominal.completed"
    operation = Operation.ALTERATION
    nominal_id: UUID
    source_id: UUID | None
    added: int


@dataclass(frozen=True, kw_only=True)
class NominalsToldApart(Event):
    """Two records were compared and found to be of different people."""

    type = "nominal.told-apart"
    operation = Operation.COMBINATION
    nominal_id: UUID
    other_id: UUID


@dataclass(frozen=True, kw_only=True)
class NominalsSearched(Event):
    """People were looked for; the words are not kept, how many were shown is."""

    type = "nominal.searched"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class NominalViewed(Event):
    """Somebody read a person's record."""

    type = "nominal.viewed"
    operation = Operation.CONSULTATION
    nominal_id: UUID
