"""Setting up forces, units and partners."""

from dataclasses import asdict
from uuid import UUID

from django.utils.text import slugify

from caseward.foundation.access.models import Compartment, Discretion
from caseward.foundation.commands import Context, command, step
from caseward.organisations import events, policies
from caseward.organisations.models import Force, Organisation, Partner, PartnerContact, Unit
from caseward.organisations.vocabulary import (
    LAYERS,
    SILENT,
    ContactGiven,
    Layer,
    OrganisationGiven,
    Sector,
    UnitKind,
)


@command
def found_force(ctx: Context, *, name: str) -> UUID:
    """Set up a force."""
    ctx.authorise(policies.may_configure(ctx.actor))
    code = slugify(name)
    is_taken = Force.objects.filter(code=code).exists()
    ctx.require(policies.is_free(name, is_taken=is_taken), on="name")
    force = ctx.add(Force(code=code, name=name))
    ctx.record(events.ForceFounded(force_id=force.pk))
    return force.pk


@command
def found_unit(
    ctx: Context,
    *,
    name: str,
    kind: UnitKind,
    force_id: UUID | None = None,
    contact: str = "",
    shares_referrals_with: UUID | None = None,
) -> UUID:
    """Set up a unit and the compartments of its kind; intake shares the referrals of the unit it takes in for."""
    ctx.authorise(policies.may_configure(ctx.actor))
    key = slugify(name)
    ctx.require(policies.is_free(name, is_taken=Unit.objects.filter(key=key).exists()), on="name")
    force = ctx.get(Force.objects.all(), force_id) if force_id else None
    unit = Unit(key=key, name=name, kind=kind, force=force, contact=contact)
    if shares_referrals_with:
        other = ctx.get(Unit.objects.all(), shares_referrals_with)
        ctx.require(policies.may_share(kind, force, other), on="shares_referrals_with")
        unit.referrals_compartment_id = other.referrals_compartment_id
    _give_compartments(ctx, unit)
    ctx.add(unit)
    ctx.record(events.UnitFounded(unit_id=unit.pk, kind=kind))
    return unit.pk


@command
def register_partner(
    ctx: Context, *, name: str, sector: Sector, contact: ContactGiven, force_id: UUID | None = None
) -> UUID:
    """Register an organisation that works with the police, and how to reach it at work."""
    ctx.authorise(policies.may_configure(ctx.actor))
    named = Partner.objects.filter(name__iexact=name)
    here = named.filter(force=force_id) if force_id else named.filter(force__isnull=True)
    ctx.require(policies.is_free(name, is_taken=here.exists()), on="name")
    partner = ctx.add(Partner(name=name, sector=sector, force_id=force_id))
    ctx.add(PartnerContact(partner=partner, **asdict(contact)))
    ctx.record(events.PartnerRegistered(partner_id=partner.pk))
    return partner.pk


@step
def enter_organisation(ctx: Context, *, compartment_id: UUID, given: OrganisationGiven) -> Organisation:
    """Make a record of an organisation that the work of a unit is about, known to that unit alone."""
    ctx.authorise(ctx.actor.holds("nominal.write", compartment_id))
    found = ctx.add(Organisation(compartment_id=compartment_id, **asdict(given)))
    ctx.record(events.OrganisationEntered(organisation_id=found.pk))
    return found


def _give_compartments(ctx: Context, unit: Unit) -> None:
    for layer in LAYERS[UnitKind(unit.kind)]:
        if getattr(unit, f"{layer}_compartment_id") is None:
            setattr(unit, f"{layer}_compartment", ctx.add(_compartment(unit, layer)))


def _compartment(unit: Unit, layer: Layer) -> Compartment:
    silent = unit.kind in SILENT
    return Compartment(
        key=f"{unit.key}-{layer}",
        title=f"{unit.name} {layer}",
        discretion=Discretion.SILENT if silent else Discretion.POINTERS,
        contact="" if silent else unit.contact,
    )
