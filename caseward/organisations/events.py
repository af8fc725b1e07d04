"""What happened to forces, units and partners."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class ForceFounded(Event):
    """A force was set up."""

    type = "force.founded"
    operation = Operation.CONFIGURATION
    makes = {"force_id": ("organisations_force",)}
    force_id: UUID


@dataclass(frozen=True, kw_only=True)
class UnitFounded(Event):
    """A unit was set up, with the compartments of its kind."""

    type = "unit.founded"
    operation = Operation.CONFIGURATION
    makes = {"unit_id": ("organisations_unit",)}
    unit_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartnerRegistered(Event):
    """An organisation that works with the police was registered."""

    type = "partner.registered"
    operation = Operation.CONFIGURATION
    makes = {"partner_id": ("organisations_partner",)}
    partner_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationEntered(Event):
    """An organisation that a unit's work is about got a record."""

    type = "organisation.entered"
    operation = Operation.COLLECTION
    makes = {"organisation_id": ("organisations_organisation",)}
    organisation_id: UUID
