"""Two people look where one could be wrong: the same name and birthday prove nothing (failings F34)."""

from dataclasses import replace

import pytest
from hypothesis import given

from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import RISK_WORDS, Name, Person, Risk, risks_of_joining
from tests.kernel.test_identity_matching import BORN, HOME, PEOPLE, explain, person


PNC, NHS = Identifier(Kind.PNC, "2009/0000001X"), Identifier(Kind.NHS, "9434765919")
PHONE, EMAIL = Identifier(Kind.PHONE, "+447700900123"), Identifier(Kind.EMAIL, "cal@example.org")
CALLUM = person("Callum", "Hartwright", BORN)


def risks(one: Person, other: Person, *, in_one_compartment: bool = True) -> tuple[Risk, ...]:
    return risks_of_joining(explain(one, other), in_one_compartment=in_one_compartment)


def test_the_same_name_and_birth_alone_need_two_people() -> None:
    """Failings F34: two people of one name and one birthday."""
    assert risks(CALLUM, CALLUM) == (Risk.NO_STRONG_NUMBER,)


def test_a_number_that_one_person_alone_has_suffices_where_nothing_differs() -> None:
    known = replace(CALLUM, identifiers=(PNC,))

    assert risks(known, known) == ()


@pytest.mark.parametrize("weak", [(PHONE,), (EMAIL,), (PHONE, EMAIL)])
def test_what_passes_from_hand_to_hand_is_no_such_number(weak: tuple[Identifier, ...]) -> None:
    known = replace(CALLUM, identifiers=weak, addresses=(HOME,))

    assert risks(known, known) == (Risk.NO_STRONG_NUMBER,)


@pytest.mark.parametrize(
    "other",
    [
        person("Callum", "Hartwright", PartialDate(1971, 8, 30), PNC),
        person("Zachary", "Hartwright", BORN, PNC),
        person("Callum", "Hartwright", BORN, PNC, Identifier(Kind.NHS, "4010232137")),
    ],
    ids=["birth", "forename", "a second number"],
)
def test_whatever_differs_needs_two_people_though_a_number_agrees(other: Person) -> None:
    assert risks(replace(CALLUM, identifiers=(PNC, NHS)), other) == (Risk.DIFFERS,)


def test_records_that_are_kept_apart_need_two_people_though_all_agrees() -> None:
    known = replace(CALLUM, identifiers=(PNC,))

    assert risks(known, known, in_one_compartment=False) == (Risk.TWO_COMPARTMENTS,)


def test_each_risk_is_said_in_words() -> None:
    assert RISK_WORDS.keys() == set(Risk)


@given(one=PEOPLE, other=PEOPLE)
def test_who_is_compared_with_whom_makes_no_difference(one: Person, other: Person) -> None:
    assert risks(one, other) == risks(other, one)


@given(one=PEOPLE, other=PEOPLE)
def test_nobody_links_alone_without_a_strong_number_on_both(one: Person, other: Person) -> None:
    strong = {Kind.PNC, Kind.CRO, Kind.NHS, Kind.NINO}
    kinds = [{number.kind for number in each.identifiers if number.kind in strong} for each in (one, other)]

    assert risks(one, other) or kinds[0] & kinds[1]


def test_somebody_of_whom_nothing_is_known_is_never_linked_by_one_person() -> None:
    assert Risk.NO_STRONG_NUMBER in risks(Person(), Person(name=Name("Callum", "Hartwright")))
