"""A case that no referral began, or that is about an organisation, is restricted as any other."""

from typing import Any

import pytest

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import About, CaseId
from caseward.compartments import commands
from caseward.kernel.identity import Name, Person
from caseward.organisations.models import Organisation
from caseward.organisations.vocabulary import OrganisationGiven, Sector
from caseward.workforce import commands as workforce
from tests import cast, roles
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

PERSON = (
    "rhys",
    "Northshire Nominal",
    "nominal",
    "person",
    About(person=Person(name=Name("Darren", "Whitlock"))),
)
BAKERY = OrganisationGiven(name="Tolley & Daughters", sector=Sector.OTHER)
ORGANISATION = ("jo", "Regional Cyber", "cyber", "organisation", About(organisation=BAKERY))


@pytest.mark.parametrize("given", [PERSON, ORGANISATION], ids=["a person", "an organisation"])
def test_restrict_case_moves_whoever_or_whatever_it_is_about(given: tuple[str, str, str, str, Any]) -> None:
    who, unit, pathway, beginning, about = given
    with staff.as_sam() as ctx:
        for name in ("grace", "beth"):
            workforce.post_person(ctx, **staff.posted(name, unit, "supervisor"))
    with cast.acting(who) as ctx:
        case_id: CaseId = cases.open_case(
            ctx,
            unit_id=staff.unit(unit),
            pathway=pathway,
            beginning=beginning,
            about=about,
            because="Three calls.",
        )
    with cast.acting("grace") as ctx:
        people = [cast.person("beth").pk]
        commands.restrict_case(ctx, case_id=case_id, people=people, because="Somebody close works here.")
    with roles.owner():
        case = Case.objects.get(pk=case_id)
        kept = {each.compartment_id for each in (case, case.nominal, case.organisation) if each}
        assert kept == {case.compartment_id}
        assert case.compartment.key.startswith("own-")
        assert not Organisation.objects.exclude(compartment=case.compartment_id).exists()
