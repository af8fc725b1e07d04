"""Forces, units and partners are set up by an administrator, and each unit gets the compartments of its kind."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.foundation.access.models import Compartment, Discretion
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.organisations import commands, queries
from caseward.organisations.models import Force, Partner, Unit
from caseward.organisations.vocabulary import LAYERS, ContactGiven, Layer, Sector, UnitKind
from tests import cast, roles, told


pytestmark = pytest.mark.django_db

OTHERS = [name for name in cast.PEOPLE if name != "sam"]


def found(ctx: Context, **given: Any) -> Unit:
    usual: dict[str, Any] = {"name": "Moorland Prevent", "kind": UnitKind.PREVENT}
    return Unit.objects.get(pk=commands.found_unit(ctx, **usual | given))


def compartment(pk: UUID | None) -> Compartment:
    assert pk is not None
    with roles.owner():
        return Compartment.objects.get(pk=pk)


def test_found_force_sets_one_up() -> None:
    with cast.acting("sam") as ctx:
        force_id = commands.found_force(ctx, name="Moorland")

    assert Force.objects.get(pk=force_id).code == "moorland"


def test_found_force_refuses_everybody_but_the_administrator() -> None:
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted, match="Only an administrator"):
            commands.found_force(ctx, name="Moorland")

    assert told.refusals() == [("found_force", "organisation.not-administrator")] * len(OTHERS)


def test_found_force_refuses_a_second_one_of_the_name() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid, match="already one called Northshire"):
        commands.found_force(ctx, name="Northshire")


def test_found_force_tells_the_ledger() -> None:
    with cast.acting("sam") as ctx:
        force_id = commands.found_force(ctx, name="Moorland")

    assert told.facts("force.founded")[-1] == {"force_id": str(force_id)}


@pytest.mark.parametrize("kind", list(UnitKind))
def test_found_unit_gives_the_compartments_of_its_kind(kind: UnitKind) -> None:
    with cast.acting("sam") as ctx:
        unit = found(ctx, kind=kind)

    assert set(unit.compartments) == set(LAYERS[kind])
    assert len(set(unit.compartments.values())) == len(LAYERS[kind])


def test_found_unit_names_its_compartments_and_whom_to_ask() -> None:
    with cast.acting("sam") as ctx:
        unit = found(ctx, contact="Moorland Prevent desk, 0123 456")

    cases = compartment(unit.cases_compartment_id)
    assert (cases.key, cases.title) == ("moorland-prevent-cases", "Moorland Prevent cases")
    assert (cases.discretion, cases.contact) == (Discretion.POINTERS, "Moorland Prevent desk, 0123 456")


@pytest.mark.parametrize("kind", [UnitKind.PROTECTED, UnitKind.CUSTODIAN])
def test_found_unit_keeps_sealed_work_silent(kind: UnitKind) -> None:
    with cast.acting("sam") as ctx:
        unit = found(ctx, kind=kind, contact="ask nobody")
        hidden = Compartment.objects.filter(key=f"{unit.key}-cases")
        assert not hidden.exists(), "the administrator who made it does not see it"

    cases = compartment(unit.cases_compartment_id)
    assert (cases.discretion, cases.contact) == (Discretion.SILENT, "")


def test_found_unit_lets_intake_share_the_referrals_of_its_force() -> None:
    with cast.acting("sam") as ctx:
        force_id = commands.found_force(ctx, name="Moorland")
        prevent = found(ctx, force_id=force_id)
        intake = found(
            ctx,
            name="Moorland Intake",
            kind=UnitKind.INTAKE,
            force_id=force_id,
            shares_referrals_with=prevent.pk,
        )

    assert intake.compartments == {Layer.REFERRALS: prevent.referrals_compartment_id}


def test_found_unit_refuses_intake_for_another_force() -> None:
    with cast.acting("sam") as ctx:
        force_id = commands.found_force(ctx, name="Moorland")
        [other] = [each for each in queries.units(viewer=ctx.actor) if each.name == "Northshire Prevent"]
        with pytest.raises(Invalid, match="its own force only"):
            found(
                ctx,
                name="Moorland Intake",
                kind=UnitKind.INTAKE,
                force_id=force_id,
                shares_referrals_with=other.id,
            )


def test_found_unit_refuses_everybody_else_a_share() -> None:
    with cast.acting("sam") as ctx:
        [other] = [each for each in queries.units(viewer=ctx.actor) if each.name == "Northshire Prevent"]
        with pytest.raises(Invalid, match="Only an intake unit"):
            found(ctx, kind=UnitKind.NOMINAL, shares_referrals_with=other.id)


def test_found_unit_refuses_everybody_but_the_administrator() -> None:
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.found_unit(ctx, name="Moorland Prevent", kind=UnitKind.PREVENT)

    assert told.refusals() == [("found_unit", "organisation.not-administrator")] * len(OTHERS)


def test_found_unit_refuses_a_second_one_of_the_name() -> None:
    with cast.acting("sam") as ctx, pytest.raises(Invalid) as refused:
        commands.found_unit(ctx, name="Northshire Prevent", kind=UnitKind.PREVENT)

    assert refused.value.field == "name"


def test_found_unit_refuses_a_force_that_is_not_there() -> None:
    with cast.acting("sam") as ctx, pytest.raises(NotVisible):
        commands.found_unit(ctx, name="Moorland Prevent", kind=UnitKind.PREVENT, force_id=uuid4())


def test_found_unit_tells_the_ledger() -> None:
    with cast.acting("sam") as ctx:
        unit = found(ctx)

    assert told.facts("unit.founded")[-1] == {"unit_id": str(unit.pk), "kind": "PREVENT"}


LEAD = ContactGiven(post="Designated safeguarding lead", email="dsl@school.example")


def test_register_partner_keeps_how_to_reach_it() -> None:
    with cast.acting("sam") as ctx:
        partner_id = commands.register_partner(
            ctx, name="Fennel Road School", sector=Sector.EDUCATION, contact=LEAD
        )
        [row] = [each for each in queries.partners(viewer=ctx.actor) if each.id == partner_id]

    assert (row.name, row.sector, row.post, row.email) == (
        "Fennel Road School", "Education", LEAD.post, LEAD.email,
    )  # fmt: skip


def test_register_partner_refuses_everybody_but_the_administrator() -> None:
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.register_partner(ctx, name="Fennel Road School", sector=Sector.EDUCATION, contact=LEAD)

    assert not Partner.objects.filter(name="Fennel Road School").exists()
    assert told.refusals() == [("register_partner", "organisation.not-administrator")]


def test_register_partner_refuses_a_second_one_of_the_name_in_a_force() -> None:
    with cast.acting("sam") as ctx:
        commands.register_partner(ctx, name="Fennel Road School", sector=Sector.EDUCATION, contact=LEAD)
        with pytest.raises(Invalid, match="already one called"):
            commands.register_partner(ctx, name="fennel road school", sector=Sector.EDUCATION, contact=LEAD)


def test_register_partner_tells_the_ledger_no_contact() -> None:
    with cast.acting("sam") as ctx:
        partner_id = commands.register_partner(
            ctx, name="Fennel Road School", sector=Sector.EDUCATION, contact=LEAD
        )

    [entry] = told.entries("partner.registered")
    assert entry.subject_ids == [partner_id]
    assert b"school" not in bytes(entry.body)
