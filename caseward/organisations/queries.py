"""What may be read of organisations: they reveal nobody, so everybody signed in may."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.organisations.models import Force, Partner, Unit
from caseward.organisations.vocabulary import SILENT, Layer, Sector, UnitKind


@dataclass(frozen=True, slots=True)
class ForceRow:
    """A force."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, its force ("" for the region's own) and the compartment of each layer it has."""

    id: UUID
    key: str
    name: str
    kind: UnitKind
    force: str
    contact: str
    compartments: dict[Layer, UUID]

    @property
    def is_silent(self) -> bool:
        """Whether outsiders learn nothing of whom it knows."""
        return self.kind in SILENT


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner and how to reach it."""

    id: UUID
    name: str
    sector: str
    force: str
    post: str
    contact_name: str
    email: str
    phone: str


@query
def forces(*, viewer: Actor) -> list[ForceRow]:  # noqa: ARG001  reveals nobody
    """Every force, by name."""
    return [ForceRow(force.pk, force.code, force.name) for force in Force.objects.order_by("name")]


@query
def units(*, viewer: Actor) -> list[UnitRow]:  # noqa: ARG001  reveals nobody
    """Every unit, by name."""
    return [_row(unit) for unit in Unit.objects.select_related("force").order_by("name")]


@query
def unit(*, viewer: Actor, unit_id: UUID) -> UnitRow:  # noqa: ARG001  reveals nobody
    """One unit; NotVisible when there is none."""
    found = Unit.objects.select_related("force").filter(pk=unit_id).first()
    if found is None:
        raise NotVisible
    return _row(found)


@query
def unit_of_compartment(*, viewer: Actor, compartment_id: UUID) -> UnitRow | None:  # noqa: ARG001
    """The unit whose work the compartment holds; intake only where nobody else works in it."""
    found = list(Unit.objects.select_related("force").filter(_works_in(compartment_id)))
    found.sort(key=lambda each: each.kind == UnitKind.INTAKE)
    return _row(found[0]) if found else None


@query
def units_of(*, viewer: Actor) -> list[UnitRow]:
    """The units in whose compartments the viewer works."""
    known = [_works_in(each) for each in viewer.compartments]
    if not known:
        return []
    where = Q()
    for each in known:
        where |= each
    return [_row(found) for found in Unit.objects.select_related("force").filter(where).order_by("name")]


@query
def partners(*, viewer: Actor) -> list[PartnerRow]:  # noqa: ARG001  professionals at work
    """Every partner, by name, with its first contact."""
    found = Partner.objects.select_related("force").prefetch_related("contacts").order_by("name")
    return [_partner_row(partner) for partner in found]


def _works_in(compartment_id: UUID) -> Q:
    return (
        Q(referrals_compartment=compartment_id)
        | Q(cases_compartment=compartment_id)
        | Q(office_compartment=compartment_id)
    )


def _row(found: Unit) -> UnitRow:
    return UnitRow(
        id=found.pk,
        key=found.key,
        name=found.name,
        kind=UnitKind(found.kind),
        force=found.force.name if found.force else "",
        contact=found.contact,
        compartments=found.compartments,
    )


def _partner_row(partner: Partner) -> PartnerRow:
    contact = next(iter(partner.contacts.all()), None)
    return PartnerRow(
        id=partner.pk,
        name=partner.name,
        sector=str(Sector(partner.sector).label),
        force=partner.force.name if partner.force else "",
        post=contact.post if contact else "",
        contact_name=contact.name if contact else "",
        email=contact.email if contact else "",
        phone=contact.phone if contact else "",
    )
