"""Which unit works where, and whom to ask."""

from uuid import uuid4

import pytest

from caseward.foundation.commands.errors import NotVisible
from caseward.organisations import queries
from caseward.organisations.models import Unit
from tests import cast


pytestmark = pytest.mark.django_db


def test_units_of_are_those_in_whose_compartments_one_works() -> None:
    units = {}
    for who in cast.PEOPLE:
        with cast.acting(who) as ctx:
            units[who] = [unit.name for unit in queries.units_of(viewer=ctx.actor)]

    assert units["priya"] == units["noor"] == units["beth"] == ["Northshire Prevent"]
    assert units["rhys"] == ["Northshire Nominal"]
    assert units["sam"] == ["Administration"]
    assert units["dana"] == units["marcus"] == units["stan"] == []


def test_unit_of_compartment_is_the_unit_that_works_there() -> None:
    unit = Unit.objects.get(name="Northshire Prevent")
    with cast.acting("rhys") as ctx:
        for compartment_id in unit.compartments.values():
            found = queries.unit_of_compartment(viewer=ctx.actor, compartment_id=compartment_id)
            assert found is not None
            assert found.name == "Northshire Prevent"
        assert queries.unit_of_compartment(viewer=ctx.actor, compartment_id=uuid4()) is None


def test_unit_that_is_not_there_is_not_visible() -> None:
    with cast.acting("rhys") as ctx, pytest.raises(NotVisible):
        queries.unit(viewer=ctx.actor, unit_id=uuid4())


def test_forces_are_four_by_name() -> None:
    with cast.acting("stan") as ctx:
        assert [force.name for force in queries.forces(viewer=ctx.actor)] == [
            "Eastmark", "Northshire", "Southdale", "Westmoor",
        ]  # fmt: skip
