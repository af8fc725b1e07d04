"""Another unit knows this person: whom to ask, where that unit has said so, and nothing else."""

import pytest
from django.db import connection

from caseward.cases import commands as cases
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Name, Person
from caseward.nominals import queries
from caseward.referrals import commands as referrals
from tests import cast, given, roles, silence, told
from tests.apps.cases.pages import FOR_A_REASON, text
from tests.apps.nominals import verbs


pytestmark = pytest.mark.django_db

DESK = "the duty desk of Northshire Prevent, 01632 960 155"
CALLUM = Person(name=Name("Callum", "Hartwright"), born=PartialDate(2009, 3, 14))
SURE = {
    "name and birth": CALLUM,
    "a misspelt name and birth": Person(name=Name("Kallum", "Hartwrite"), born=PartialDate(2009, 3, 14)),
    "a number": Person(identifiers=(Identifier(Kind.PHONE, "+447700900123"),)),
}
UNSURE = {
    "a name alone": Person(name=Name("Callum", "Hartwright")),
    "a birth alone": Person(born=PartialDate(2009, 3, 14)),
    "a name and a year": Person(name=Name("Callum", "Hartwright"), born=PartialDate(2009)),
    "somebody of that birth": Person(name=Name("Maeve", "Tolland"), born=PartialDate(2009, 3, 14)),
    "nobody": Person(),
}
OUTSIDERS = ("rhys", "ewan", "elin", "jo")


def may_be_asked(contact: str = DESK) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_compartment set contact = %s where key like 'northshire-prevent-%%'", [contact]
        )


def pointed(name: str, person: Person = CALLUM) -> tuple[str, ...]:
    with cast.acting(name) as ctx:
        return queries.pointers(viewer=ctx.actor, person=person)


@pytest.mark.parametrize("name", OUTSIDERS)
@pytest.mark.parametrize("person", SURE.values(), ids=SURE)
def test_pointers_say_whom_to_ask_where_it_is_surely_the_person(person: Person, name: str) -> None:
    may_be_asked()
    given.identified()

    assert pointed(name, person) == (DESK,)


@pytest.mark.parametrize("person", UNSURE.values(), ids=UNSURE)
def test_pointers_say_nothing_for_what_many_share(person: Person) -> None:
    may_be_asked()
    given.identified()

    assert pointed("rhys", person) == ()


def test_pointers_say_nothing_where_nobody_said_whom_to_ask() -> None:
    given.identified()

    assert {name: pointed(name) for name in OUTSIDERS} == dict.fromkeys(OUTSIDERS, ())


def test_pointers_never_say_anything_of_whom_silence_keeps() -> None:
    may_be_asked()
    with silence.kept_in_silence():
        given.identified()

    assert {name: pointed(name) for name in cast.PEOPLE} == dict.fromkeys(cast.PEOPLE, ())


def test_pointers_are_for_those_who_may_search_and_do_not_know_him_already() -> None:
    may_be_asked()
    given.identified()
    with_pointers = {name for name in cast.PEOPLE if pointed(name)}

    assert with_pointers == set(OUTSIDERS)


def test_a_search_shows_whom_to_ask_and_the_ledger_keeps_that_it_did() -> None:
    may_be_asked()
    given.identified()
    browser = cast.browser("rhys")
    page = text(browser.post("/find/", {"words": "Callum Hartwright 14/03/2009", **FOR_A_REASON}))

    assert "Another unit knows this person." in page
    assert f"Ask: {DESK}." in page
    assert "Nobody was found" in page
    assert told.facts("nominal.pointed-to") == [{"given": 1}]


def test_a_search_by_those_who_know_him_points_nowhere() -> None:
    may_be_asked()
    given.identified()
    with cast.acting("priya", purpose="search.reason.duplicate-check.0") as ctx:
        found = cases.find_people(ctx, words="Callum Hartwright 14/03/2009")

    assert (len(found.candidates), found.pointers) == (1, ())
    assert told.facts("nominal.pointed-to") == []


def test_the_page_of_a_referral_points_to_another_unit_too() -> None:
    may_be_asked("")
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_compartment set contact = %s where key like 'eastmark-prevent-%%'", [DESK]
        )
    with cast.acting("ewan") as ctx:
        verbs.make(ctx, compartment_id=cast.compartment("eastmark-prevent-referrals"), person=CALLUM)
    referral_id = given.checked()
    with cast.acting("noor") as ctx:
        referrals.search_records(ctx, referral_id=referral_id)

    assert DESK in text(cast.browser("noor").get(f"/referrals/{referral_id}/person/"))
