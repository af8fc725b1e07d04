"""What happened to forces, units and partners."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ForceFounded(Event):
    """A force was set up."""

    type = "force.founded"
    operation = Operation.CONFIGURATION
    force_id: UUID


@dataclass(frozen=True, kw_only=True)
class UnitFounded(Event):
    """A unit was set up, with the compartments of its kind."""

    type = "unit.founded"
    operation = Operation.CONFIGURATION
    unit_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartnerRegistered(Event):
    """An organisation that works with the police was registered."""

    type = "partner.registered"
    operation = Operation.CONFIGURATION
    partner_id: UUID
