"""Opening a case that no referral began: about a person, an organisation, or somebody nobody else may learn of."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.models import Case
from caseward.cases.vocabulary import About, CaseId
from caseward.foundation.access.models import Compartment, Discretion
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name, Person
from caseward.nominals.models import Nominal
from caseward.obligations.models import Obligation
from caseward.organisations.vocabulary import OrganisationGiven, Sector
from caseward.workforce import commands as workforce
from tests import cast, given, roles, told
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

DARREN = About(person=Person(name=Name("Darren", "Whitlock"), born=PartialDate(1991, 4, 2)))
BAKERY = About(
    organisation=OrganisationGiven(name="Tolley & Daughters", sector=Sector.OTHER, place="Harbour Row")
)
SEALED = "Regional Protected Persons"
UNIT = {
    "nominal": "Northshire Nominal",
    "protected": SEALED,
    "cyber": "Regional Cyber",
    "prevent": "Northshire Prevent",
}


def opened(
    who: str,
    pathway: str,
    about: About = DARREN,
    *,
    beginning: str = "person",
    because: str = "Three calls.",
    **more: Any,
) -> CaseId:
    with cast.acting(who) as ctx:
        return commands.open_case(
            ctx,
            unit_id=staff.unit(more.pop("unit", UNIT.get(pathway, ""))),
            pathway=pathway,
            beginning=beginning,
            about=about,
            because=because,
            **more,
        )


def with_a_supervisor() -> UUID:
    """Grace leads the protected persons, too."""
    with staff.as_sam() as ctx:
        workforce.post_person(ctx, **staff.posted("grace", SEALED, "supervisor"))
    return cast.person("grace").pk


def sealed() -> CaseId:
    return opened("kit", "protected", named=[with_a_supervisor()])


def browser(name: str) -> Client:
    return cast.browser(name)


def test_open_case_makes_the_record_and_the_case_and_starts_what_is_owed() -> None:
    case_id = opened("rhys", "nominal")
    with cast.acting("rhys") as ctx:
        case = Case.objects.get(pk=case_id)
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
        owed = set(Obligation.objects.filter(about_id=case_id).values_list("rule_key", flat=True))
    assert file is not None
    assert (file.heading.name, file.heading.owner, case.stage) == ("Darren W.", "Rhys Morgan", "identified")
    assert (case.pathway_version, case.referral_id) == ("2026-11-23", None)
    assert owed == {"nominal-screening"}
    assert (
        [entry.text for entry in file.chronology.rows[0].entries] == ["Three calls."]
        if hasattr(file.chronology.rows[0], "entries")
        else True
    )
    assert told.facts("case.opened")[-1]["nominal_id"] == str(case.nominal_id)
    assert file.facts["is_about_a_person"] is True
    assert file.facts["second_referral_within_24_months"] is False


@pytest.mark.parametrize("who", ["priya", "omar", "noor", "jo", "kit", "ines", "rafe", "sam"])
def test_open_case_is_refused_to_whoever_does_not_open_cases_there(who: str) -> None:
    with pytest.raises(NotPermitted):
        opened(who, "nominal")
    assert told.refusals()[-1][0] == "open_case"
    with roles.owner():
        assert not Nominal.objects.exists()


@pytest.mark.parametrize(
    ("pathway", "beginning", "about", "because", "field"),
    [
        ("nominal", "organisation", BAKERY, "Because.", "about"),
        ("cyber", "person", DARREN, "Because.", "about"),
        ("fifth", "person", DARREN, "Because.", "about"),
        ("nominal", "person", BAKERY, "Because.", "about"),
        ("nominal", "person", DARREN, "  ", "because"),
        ("nominal", "person", About(person=Person()), "Because.", "surname"),
    ],
)
def test_open_case_refuses_what_does_not_begin_like_that(
    pathway: str, beginning: str, about: About, because: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        opened("rhys", pathway, about, beginning=beginning, because=because, unit="Northshire Nominal")
    assert refused.value.field == field


def test_open_case_opens_one_about_a_record_of_the_unit_and_not_a_second() -> None:
    case_id = opened("rhys", "nominal")
    with cast.acting("rhys"):
        nominal_id = given.person_of(case_id).pk
    with pytest.raises(Invalid, match="open on this pathway already"):
        opened("rhys", "nominal", About(nominal_id=nominal_id))


def test_open_case_finds_no_record_of_another_unit() -> None:
    case_id = opened("rhys", "nominal")
    with cast.acting("rhys"):
        nominal_id = given.person_of(case_id).pk
    with pytest.raises(NotVisible):
        opened("jo", "cyber", About(nominal_id=nominal_id))


def test_open_case_about_an_organisation_shows_its_name_everywhere() -> None:
    case_id = opened("jo", "cyber", BAKERY, beginning="organisation")
    with cast.acting("jo") as ctx:
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
        [row] = queries.cases(viewer=ctx.actor, now=ctx.now).rows
    assert file is not None
    assert (file.heading.name, row.heading.name) == ("Tolley & Daughters", "Tolley & Daughters")
    assert (file.nominal, file.people, file.referrals) == (None, (), ())
    assert file.facts["is_about_an_organisation"] is True
    assert {one.key: one.is_open for one in file.next_stages} == {"referral": False, "advice": True}
    client = browser("jo")
    for name in ("file", "people", "plan", "who", "chronology", "decisions"):
        assert "Tolley" in client.get(reverse(f"cases:{name}", args=[case_id])).content.decode(), name


def test_an_institution_goes_to_case_management_and_never_to_section_36() -> None:
    school = About(organisation=OrganisationGiven(name="Harbour Academy", sector=Sector.EDUCATION))
    case_id = opened("beth", "prevent", school, beginning="organisation")
    with cast.acting("beth") as ctx:
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    assert file is not None
    ways = {way.key: [one.gate.key for one in way.unmet] for way in file.next_stages}
    assert ways["section-36"][0] == "about-a-person"
    assert ways["pcm"] == []


# --- sealed ----------------------------------------------------------------------------------------------------


def test_open_case_seals_a_protected_case_from_its_first_instant() -> None:
    case_id = sealed()
    with roles.owner():
        case = Case.objects.select_related("compartment", "nominal").get(pk=case_id)
        assert case.compartment.discretion == Discretion.SILENT
        assert case.nominal is not None
        assert case.nominal.compartment_id == case.compartment_id
        shared = {row.compartment_id for row in Obligation.objects.filter(about_id=case_id)}
        assert shared == {case.compartment_id}
        assert Compartment.objects.filter(pk=case.compartment_id, key__startswith="own-").exists()
    for name in cast.PEOPLE:
        with cast.acting(name) as ctx:
            found = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
        assert (found is not None) is (name in {"kit", "grace"}), name


def test_nobody_finds_a_sealed_person_and_no_page_of_the_unit_tells_of_one() -> None:
    case_id = sealed()
    for name in ("priya", "rhys", "jo", "cleo"):
        with cast.acting(name) as ctx:
            assert not Nominal.objects.visible_to(ctx.actor).exists()
            assert not Case.objects.visible_to(ctx.actor).exists()
        assert browser(name).get(reverse("cases:file", args=[case_id])).status_code == 404


def test_what_the_owner_and_the_one_named_may_do_stands_in_the_definition() -> None:
    case_id = sealed()
    rule = catalogue().pathway("protected", "2026-11-23").sealed
    assert rule is not None
    with roles.owner():
        where = Case.objects.get(pk=case_id).compartment_id
    for name, may in (("kit", rule.owner), ("grace", rule.named)):
        with cast.acting(name) as ctx:
            [held] = [one for one in ctx.actor.memberships if one.compartment_id == where]
            assert held.capabilities == set(may)


def test_open_case_asks_for_a_second_person_who_may_approve() -> None:
    with_a_supervisor()
    for named in ([], [cast.person("beth").pk], [cast.person("kit").pk]):
        with pytest.raises(Invalid) as refused:
            opened("kit", "protected", named=named)
        assert refused.value.field == "named"
    assert told.refusals()[-1] == ("open_case", "case.nobody-named-beside")
    with roles.owner():
        assert not Compartment.objects.filter(key__startswith="own-").exists()


def test_open_case_names_nobody_of_another_unit_whatever_else_is_named() -> None:
    named = [with_a_supervisor(), cast.person("beth").pk]
    with pytest.raises(DatabaseError, match="Only people of the unit are named"):
        opened("kit", "protected", named=named)


def test_a_sealed_case_never_takes_a_record_that_others_know() -> None:
    named = [with_a_supervisor()]
    with pytest.raises(Invalid, match="makes a record of its own"):
        opened("kit", "protected", About(nominal_id=UUID(int=7)), named=named)


# --- pages -----------------------------------------------------------------------------------------------------


def test_an_officer_opens_a_case_from_the_page_of_the_unit() -> None:
    client = browser("rhys")
    unit_id = staff.unit("Northshire Nominal")
    page = reverse("cases:open-one", args=[unit_id, "nominal", "person"])
    assert page in client.get(reverse("cases:open")).content.decode()

    missing = client.post(page, {"because": "Three calls."})
    assert missing.status_code == 422
    assert "Write the person’s name" in missing.content.decode()

    answer = client.post(
        page, {"forenames": "Darren", "surname": "Whitlock", "because": "Three calls."}, follow=True
    )
    assert "Whitlock" in answer.content.decode()


def test_a_case_about_somebody_known_is_opened_from_their_page() -> None:
    case_id = opened("rhys", "nominal")
    with cast.acting("rhys"):
        nominal_id = given.person_of(case_id).pk
    client = browser("rhys")
    there = reverse("cases:open")
    assert (
        f"{there}?about={nominal_id}"
        in client.get(reverse("cases:person", args=[nominal_id])).content.decode()
    )
    unit_id = staff.unit("Northshire Nominal")
    page = f"{reverse('cases:open-one', args=[unit_id, 'nominal', 'person'])}?about={nominal_id}"
    assert "Whitlock" in client.get(page).content.decode()
    assert "open on this pathway already" in client.post(page, {"because": "Again."}).content.decode()


def test_whoever_opens_no_case_finds_no_page_for_it() -> None:
    unit_id = staff.unit("Northshire Nominal")
    for name in ("priya", "stan"):
        assert browser(name).get(reverse("cases:open")).status_code in {403, 404}
        page = reverse("cases:open-one", args=[unit_id, "nominal", "person"])
        assert browser(name).get(page).status_code in {403, 404}
    page = reverse("cases:open-one", args=[unit_id, "protected", "person"])
    assert browser("rhys").get(page).status_code == 404


def test_kit_seals_a_case_from_the_page_and_stan_learns_nothing() -> None:
    second = with_a_supervisor()
    page = reverse("cases:open-one", args=[staff.unit(SEALED), "protected", "person"])
    client = browser("kit")
    assert "nobody but you and those you name" in client.get(page).content.decode()
    answer = client.post(
        page, {"surname": "Whitlock", "because": "Words on the wall.", "named": [str(second)]}, follow=True
    )
    assert "Whitlock" in answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/cases/")
