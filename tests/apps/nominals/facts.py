"""Details of people, as the tests add and find them."""

from typing import Any
from uuid import UUID

from caseward.cases.models import Case
from caseward.kernel.identifiers import Identifier, Kind
from caseward.nominals import queries
from caseward.nominals.models import Nominal
from caseward.nominals.queries import Detail
from caseward.nominals.vocabulary import NominalId, Origin, Provenance, Sort
from tests import cast, given


SCHOOL = Provenance(origin=Origin.PARTNER, origin_name="Northport High, Dana Okafor")
PHONE = Identifier(Kind.PHONE, "+447700900555")


def somebody() -> NominalId:
    """Callum, whom Northshire knows and of whom Priya owns a case."""
    case_id = given.owned()
    with cast.acting("priya"):
        [nominal_id] = Nominal.objects.filter(cases__pk=case_id).values_list("pk", flat=True)
        return NominalId(nominal_id)


def case_of(nominal_id: UUID) -> Any:
    """The case about him."""
    with cast.acting("priya"):
        return Case.objects.get(nominal_id=nominal_id)


def details(nominal_id: UUID, *, who: str = "priya", sort: Sort | None = None) -> list[Detail]:
    with cast.acting(who) as ctx:
        found = queries.details(viewer=ctx.actor, nominal_id=nominal_id)
    return [one for one in found if sort in {None, one.sort}]


def the(nominal_id: UUID, sort: Sort) -> Detail:
    """The one of the sort that holds."""
    [one] = [each for each in details(nominal_id, sort=sort) if each.holds]
    return one
