"""A misspelt name finds the person; somebody who may not know him finds nobody."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Name, Person
from caseward.nominals import queries
from tests import cast
from tests.apps.nominals import verbs
from tests.apps.nominals.test_commands import CALLUM, REFERRALS


pytestmark = pytest.mark.django_db

BORN = PartialDate(2009, 3, 14)
MAEVE = Person(name=Name("Maeve", "Tolland"), born=PartialDate(1990, 6, 2))
STRANGERS = [name for name in cast.PEOPLE if name not in {"noor", "priya", "omar", "beth", "grace"}]


@pytest.fixture
def known() -> None:
    with cast.acting("noor") as ctx:
        compartment_id = cast.compartment(REFERRALS)
        verbs.make(ctx, compartment_id=compartment_id, person=CALLUM)
        verbs.make(ctx, compartment_id=compartment_id, person=MAEVE)


SPELLINGS = {
    "exact": Person(name=Name("Callum James", "Hartwright"), born=BORN),
    "one letter less": Person(name=Name("Callum", "Hartright"), born=BORN),
    "sounds alike": Person(name=Name("Kallum", "Hartwrite"), born=BORN),
    "swapped": Person(name=Name("Hartwright", "Callum"), born=BORN),
    "day and month turned": Person(name=Name("Callum", "Hartwright"), born=PartialDate(2009, 3, 14)),
    "without the birth": Person(name=Name("Callum", "Hartwright")),
    "by alias": Person(name=Name("Cal", "Hartwright"), born=BORN),
    "by number alone": Person(identifiers=(Identifier(Kind.PHONE, "+447700900123"),)),
    "in capitals with a hyphen": Person(name=Name("CALLUM", "HART-WRIGHT"), born=BORN),
    "year of birth only": Person(name=Name("Callum", "Hartwright"), born=PartialDate(2009)),
}


@pytest.mark.parametrize("person", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_candidates_finds_the_person_first(known: None, person: Person) -> None:
    with cast.acting("priya") as ctx:
        found = queries.candidates(viewer=ctx.actor, person=person)

    assert found[0].heading.name == "Callum James Hartwright"
    assert found[0].match.evidence


def test_candidates_finds_a_name_with_two_slips_where_nobody_bears_a_nearer_one() -> None:
    with cast.acting("noor") as ctx:
        verbs.make(
            ctx, compartment_id=cast.compartment(REFERRALS), person=Person(name=Name("Ana", "Castleton"))
        )
        asked = Person(name=Name("Ana", "Caxstletson"))
        found = queries.candidates(viewer=ctx.actor, person=asked, is_asked_for=True)

    assert [one.heading.name for one in found] == ["Ana Castleton"]


def test_candidates_of_whom_the_evidence_says_the_same_stand_as_near_as_they_are_written() -> None:
    """Two slips in both names leave many who differ as much; the fewest letters decide, and then nothing else."""
    with cast.acting("noor") as ctx:
        known = [Person(name=Name(forename, "Gladsley")) for forename in ("Fora", "Faris", "Fenwick", "Fors")]
        verbs.make_many(ctx, compartment_id=cast.compartment(REFERRALS), people=known)
        asked = Person(name=Name("Fsris", "Galdsley"))
        found = queries.candidates(viewer=ctx.actor, person=asked, is_asked_for=True)

    assert found[0].heading.name == "Faris Gladsley"
    assert len({one.match.total for one in found[:2]}) == 1


def test_candidates_of_a_name_written_nearly_so_are_shown_though_each_word_differs() -> None:
    with cast.acting("noor") as ctx:
        known = Person(name=Name("Branon Coran", "Walby"))
        verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=known)
        asked = Person(name=Name("Brann Coran", "Waiby"))

        assert queries.candidates(viewer=ctx.actor, person=asked) == ()
        found = queries.candidates(viewer=ctx.actor, person=asked, is_asked_for=True)

    assert [(one.heading.name, one.match.total < 0) for one in found] == [("Branon Coran Walby", True)]


@pytest.mark.parametrize(
    "person", [Person(), Person(name=Name("Zbigniew", "Quill"), born=PartialDate(1950, 1, 1))]
)
def test_candidates_finds_nobody_where_nothing_agrees(known: None, person: Person) -> None:
    with cast.acting("priya") as ctx:
        assert queries.candidates(viewer=ctx.actor, person=person) == ()


def test_candidates_finds_nobody_for_those_who_may_not_know(known: None) -> None:
    for who in STRANGERS:
        with cast.acting(who) as ctx:
            assert queries.candidates(viewer=ctx.actor, person=CALLUM) == ()


def test_candidates_asks_a_fixed_number_of_questions(
    known: None, django_assert_max_num_queries: object
) -> None:
    with cast.acting("priya") as ctx, django_assert_max_num_queries(5):  # type: ignore[operator]  # a fixture's type
        queries.candidates(viewer=ctx.actor, person=CALLUM)


def test_by_reference_reads_any_usual_spelling(known: None) -> None:
    with cast.acting("priya") as ctx:
        [candidate] = queries.candidates(viewer=ctx.actor, person=CALLUM)
        typed = candidate.heading.reference.lower().replace("·", " ")

        assert queries.by_reference(viewer=ctx.actor, text=typed) == candidate.heading


def test_by_reference_tells_a_stranger_nothing(known: None) -> None:
    with cast.acting("priya") as ctx:
        [candidate] = queries.candidates(viewer=ctx.actor, person=CALLUM)
    with cast.acting("rhys") as ctx:
        assert queries.by_reference(viewer=ctx.actor, text=candidate.heading.reference) is None


@given(forenames=st.text(max_size=60), surname=st.text(max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_candidates_never_fails_whatever_is_typed(known: None, forenames: str, surname: str) -> None:
    with cast.acting("priya") as ctx:
        queries.candidates(viewer=ctx.actor, person=Person(name=Name(forenames, surname)))
