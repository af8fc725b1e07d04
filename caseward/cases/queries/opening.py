"""How a case can begin in the units of whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.cases.vocabulary import OPEN, SECOND
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.pathways import Beginning, Pathway
from caseward.nominals.queries import NominalHeading, headings
from caseward.organisations.queries import UnitRow, units_of
from caseward.organisations.vocabulary import Layer
from caseward.workforce.queries import Colleague, colleagues


ASKED_HERE = (
    Beginning.PERSON,
    Beginning.ORGANISATION,
)  # a referral and an enquiry begin where they are decided


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which somebody can open a case: for a unit, on a pathway, about a person or an organisation."""

    unit_id: UUID
    unit: str
    pathway: str
    title: str
    beginning: Beginning
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form of one way shows: the record that is asked about, if any, and who can be named beside the owner."""

    way: Way
    nominal: NominalHeading | None
    seconds: tuple[Colleague, ...]


@query
def ways_to_open(*, viewer: Actor, today: date) -> tuple[Way, ...]:
    """Every way that the viewer has, unit by unit; none for whoever opens no cases."""
    return tuple(
        way
        for unit in units_of(viewer=viewer)
        if _may_open(viewer, unit)
        for pathway in catalogue().pathways.all_on(today)
        if unit.kind in pathway.opened_by_units
        for way in _ways(unit, pathway)
    )


@query
def opening(
    *, viewer: Actor, today: date, unit_id: UUID, pathway: str, beginning: str, nominal_id: UUID | None
) -> Opening:
    """One of the ways of the viewer; NotVisible for any other, and for a record that the viewer may not know."""
    asked = unit_id, pathway, beginning
    ways = ways_to_open(viewer=viewer, today=today)
    way = next((one for one in ways if (one.unit_id, one.pathway, one.beginning) == asked), None)
    if way is None:
        raise NotVisible
    known = headings(viewer=viewer, nominal_ids=[nominal_id]) if nominal_id else {}
    if nominal_id and nominal_id not in known:
        raise NotVisible
    return Opening(way, known.get(nominal_id) if nominal_id else None, _seconds(viewer, way))


def _may_open(viewer: Actor, unit: UnitRow) -> bool:
    place = unit.compartments.get(Layer.CASES)
    return place is not None and bool(viewer.holds(OPEN, place))


def _ways(unit: UnitRow, pathway: Pathway) -> Iterator[Way]:
    for beginning in pathway.begins_with:
        if beginning in ASKED_HERE:
            yield Way(
                unit_id=unit.id,
                unit=unit.name,
                pathway=pathway.key,
                title=pathway.title,
                beginning=beginning,
                is_sealed=pathway.sealed is not None,
            )


def _seconds(viewer: Actor, way: Way) -> tuple[Colleague, ...]:
    """Who can be named beside the owner of a sealed case: those who can approve in the unit."""
    if not way.is_sealed:
        return ()
    [unit] = [each for each in units_of(viewer=viewer) if each.id == way.unit_id]
    able = colleagues(viewer=viewer, compartment_id=unit.compartments[Layer.CASES], capability=SECOND)
    return tuple(each for each in able if each.id != viewer.id)
