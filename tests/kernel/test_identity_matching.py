"""Who is it? The evidence field by field, what it adds up to, and what it must never claim."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import caseward.definitions
from caseward.kernel import identity
from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Evidence, Field, Match, MatchModel, Name, Person


TOML = Path(caseward.definitions.__path__[0]) / "matching" / "people-2026-11.toml"
MODEL = MatchModel.from_table(tomllib.loads(TOML.read_text(encoding="utf-8")))
BORN = PartialDate(2009, 3, 14)
HOME = Address("12 Acacia Avenue, Northtown", "NS1 2AB")

WORDS = st.text(st.sampled_from("aehijmnorst '-éИ张🙂"), max_size=12) | st.text(max_size=12)
NAMES = st.builds(Name, WORDS, WORDS)
DAYS = st.dates(date(2008, 1, 1), date(2010, 12, 31))
BIRTHS: st.SearchStrategy[Born] = st.one_of(
    st.builds(PartialDate.of, DAYS),
    st.builds(lambda day: PartialDate(day.year, day.month), DAYS),
    st.builds(lambda day: PartialDate(day.year), DAYS),
    st.builds(lambda age, day: ApproximateAge(age, age + 2, day), st.integers(0, 20), DAYS),
)
ADDRESSES = st.builds(
    Address, WORDS | st.just(HOME.street), st.sampled_from(["", "NS1", "NS1 2AB", "M1 1AE", "?"])
)
IDENTIFIERS = st.builds(
    Identifier, st.sampled_from(Kind), st.sampled_from(["1", "2", "AB123456", "AB123456C"])
)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    born=st.none() | BIRTHS,
    addresses=st.lists(ADDRESSES, max_size=2).map(tuple),
    identifiers=st.lists(IDENTIFIERS, max_size=3).map(tuple),
)


def explain(searched: Person, found: Person) -> Match:
    return identity.explain(searched, found=found, model=MODEL)


def person(forenames: str, surname: str, born: Born | None = None, *more: Address | Identifier) -> Person:
    return Person(
        name=Name(forenames, surname),
        born=born,
        addresses=tuple(one for one in more if isinstance(one, Address)),
        identifiers=tuple(one for one in more if isinstance(one, Identifier)),
    )


def piece(match: Match, field: Field) -> Evidence:
    return next(one for one in match.evidence if one.field is field)


CALLUM = person("Callum", "Hartright", BORN, HOME)


class TestEvidence:
    def test_every_field_says_what_it_saw(self) -> None:
        other = person(
            "Callum James", "Hartwright", PartialDate(2009, 3), Address("12 Acacia Ave", "NS1 3DF")
        )

        assert [one.sentence for one in explain(CALLUM, other).evidence] == [
            "HARTRIGHT ~ HARTWRIGHT",
            "Callum ~ Callum James",
            "14 March 2009 ~ March 2009",
            "NS1 2AB ~ NS1 3DF",
            "12 Acacia Avenue, Northtown = 12 Acacia Ave",
        ]

    def test_what_one_side_does_not_know_weighs_nothing_and_is_said(self) -> None:
        match = explain(CALLUM, person("", "Hartright"))

        for field in (Field.FORENAMES, Field.DATE_OF_BIRTH, Field.POSTCODE, Field.STREET):
            assert piece(match, field).level == identity.NOT_KNOWN
            assert piece(match, field).weight == 0
        assert piece(match, Field.FORENAMES).sentence == "Callum · not known"
        assert match.total == pytest.approx(MODEL.weight(Field.SURNAME, level="same"))

    def test_two_people_of_whom_nothing_is_known_are_no_more_than_chance(self) -> None:
        match = explain(Person(), Person())

        assert match.total == 0
        assert match.probability == pytest.approx(MODEL.prior)
        assert match.words == "unlikely"

    def test_an_identifier_that_neither_has_is_not_mentioned(self) -> None:
        assert not [one for one in explain(CALLUM, CALLUM).evidence if one.field is Field.NHS]

    def test_an_identifier_that_only_one_has_is_not_known(self) -> None:
        match = explain(CALLUM, person("Callum", "Hartright", BORN, Identifier(Kind.NHS, "9990001006")))

        assert piece(match, Field.NHS).sentence == "not known · 9990001006"
        assert piece(match, Field.NHS).weight == 0

    def test_of_several_numbers_one_that_agrees_is_enough(self) -> None:
        ours = [Identifier(Kind.PHONE, "+447700900111"), Identifier(Kind.PHONE, "+447700900222")]
        theirs = [Identifier(Kind.PHONE, "+447700900333"), Identifier(Kind.PHONE, "+447700900222")]

        match = explain(person("", "", None, *ours), person("", "", None, *theirs))

        assert piece(match, Field.PHONE).sentence == "+447700900222 = +447700900222"

    def test_the_letter_of_a_national_insurance_number_may_be_missing(self) -> None:
        ours, theirs = Identifier(Kind.NINO, "AB123456C"), Identifier(Kind.NINO, "AB123456")

        assert (
            piece(explain(person("", "", None, ours), person("", "", None, theirs)), Field.NINO).level
            == "same"
        )

    def test_every_kind_of_identifier_but_the_postcode_is_compared(self) -> None:
        every = tuple(Identifier(kind, "1") for kind in Kind)
        match = explain(Person(identifiers=every), Person(identifiers=every))

        agreeing = {one.field.upper() for one in match.evidence if one.level == "same"}
        assert agreeing == {kind.value for kind in Kind} - {"POSTCODE"}

    def test_the_total_is_the_sum_of_what_is_shown(self) -> None:
        match = explain(CALLUM, person("Calum", "Smith", PartialDate(2009, 3, 15), Address("", "NS1 9ZZ")))

        assert match.total == pytest.approx(sum(one.weight for one in match.evidence))


class TestNames:
    def test_names_that_changed_places_are_seen(self) -> None:
        match = explain(person("Imran", "Khan"), person("Khan", "Imran"))

        assert piece(match, Field.SWAPPED).sentence == "KHAN Imran = IMRAN Khan"
        assert not [one for one in match.evidence if one.field is Field.SURNAME]

    def test_names_that_changed_places_and_were_misspelt_are_seen(self) -> None:
        match = explain(person("Imran", "Khan"), person("Kahn", "Imran"))

        assert piece(match, Field.SWAPPED).level == "near"

    def test_a_single_name_may_stand_in_either_place(self) -> None:
        match = explain(person("", "Sukarno"), person("Sukarno", ""))

        assert piece(match, Field.SWAPPED).level == "one"
        assert match.total > 0

    def test_a_name_in_its_place_is_better_than_one_that_changed_places(self) -> None:
        straight = explain(person("Imran", "Khan"), person("Imran", "Khan"))

        assert straight.total > explain(person("Imran", "Khan"), person("Khan", "Imran")).total

    def test_an_alias_counts_a_little_less_than_the_main_name(self) -> None:
        known = Person(name=Name("Callum", "Hartright"), aliases=(Name("Cal", "Kestrel"),))
        by_alias, by_name = (
            explain(person("Cal", "Kestrel"), known),
            explain(person("Callum", "Hartright"), known),
        )

        assert piece(by_alias, Field.ALIASES).sentence == "KESTREL Cal ~ KESTREL Cal"
        assert by_name.total - 2 < by_alias.total < by_name.total
        assert not [one for one in by_name.evidence if one.field is Field.ALIASES]

    def test_two_scripts_meet(self) -> None:
        match = explain(person("伟", "张"), person("Wei", "Zhang"))

        assert piece(match, Field.SURNAME).level == piece(match, Field.FORENAMES).level == "same"

    def test_a_name_of_200_characters_is_compared(self) -> None:
        long = person("x" * 200, "y" * 200)

        assert piece(explain(long, long), Field.SURNAME).level == "same"


class TestWhatItMayClaim:
    """The published failings this must not repeat, with the published weights."""

    def test_a_misspelt_surname_with_the_same_birth_is_likely(self) -> None:
        """Prevent learning review (F01): the second and third referral had the name misspelt."""
        match = explain(person("Callum", "Hartright", BORN), person("Callum", "Hartwright", BORN))

        assert match.words == "likely"

    def test_the_same_name_and_birth_alone_are_never_very_likely(self) -> None:
        """ICO, West Midlands (F34): two people with one name and one date of birth were merged, again and again."""
        match = explain(person("Callum", "Hartright", BORN), person("Callum", "Hartright", BORN))

        assert match.words == "likely"
        assert match.cautions == (
            "Only name and date of birth agree: that alone does not make two records one person.",
        )

    def test_an_address_that_agrees_too_lifts_that_caution(self) -> None:
        match = explain(CALLUM, CALLUM)

        assert match.words == "very likely"
        assert match.cautions == ()

    def test_a_twin_is_no_more_than_possible(self) -> None:
        match = explain(CALLUM, person("Peter", "Hartright", BORN, HOME))

        assert match.words == "possible"
        assert match.cautions[0].startswith("The forenames differ")

    def test_a_father_of_the_same_name_is_no_more_than_possible(self) -> None:
        match = explain(CALLUM, person("Callum", "Hartright", PartialDate(1979, 8, 2), HOME))

        assert match.words in {"possible", "unlikely"}
        assert any(sentence.startswith("The dates of birth differ") for sentence in match.cautions)

    def test_two_nhs_numbers_are_no_more_than_possible_whatever_else_agrees(self) -> None:
        ours, theirs = Identifier(Kind.NHS, "9990001006"), Identifier(Kind.NHS, "9990001014")

        match = explain(
            person("Callum", "Hartright", BORN, HOME, ours), person("Callum", "Hartright", BORN, HOME, theirs)
        )

        assert match.words == "possible"
        assert match.cautions == (
            "Both have a number that one person has only once, and the numbers differ.",
        )

    def test_a_full_name_alone_is_possible(self) -> None:
        assert explain(person("John", "Smith"), person("John", "Smith")).words == "possible"

    def test_two_strangers_are_unlikely(self) -> None:
        stranger = person("Zoë", "Okonkwo", PartialDate(1990, 7, 30), Address("1 Mill Lane", "M1 1AE"))

        assert explain(CALLUM, stranger).words == "unlikely"

    def test_a_shared_telephone_alone_makes_nobody_likely(self) -> None:
        phone = Identifier(Kind.PHONE, "+447700900123")

        match = explain(person("Callum", "Hartright", None, phone), person("Zoë", "Okonkwo", None, phone))

        assert match.words == "unlikely"


@settings(max_examples=300)
@given(PEOPLE, PEOPLE)
def test_it_adds_up_the_same_from_either_side(one: Person, other: Person) -> None:
    there, back = explain(one, other), explain(other, one)

    assert there.total == pytest.approx(back.total, abs=1e-9)
    assert there.probability == pytest.approx(back.probability)


@settings(max_examples=300)
@given(PEOPLE, PEOPLE)
def test_nobody_agrees_better_than_the_same_record(one: Person, other: Person) -> None:
    assert explain(one, one).total >= explain(one, other).total - 1e-9


@given(PEOPLE, st.permutations(["anna", "maria", "jo"]))
def test_the_order_of_forenames_does_not_matter(other: Person, order: list[str]) -> None:
    in_order, mixed = person("anna maria jo", "hart"), person(" ".join(order), "hart")

    assert explain(mixed, other).total == pytest.approx(explain(in_order, other).total)


@given(PEOPLE, PEOPLE)
def test_a_misspelt_name_never_beats_the_exact_one(one: Person, other: Person) -> None:
    misspelt = Person(name=Name(one.name.forenames + "x", one.name.surname + "q"), born=one.born)
    exact = Person(name=one.name, born=one.born)

    assert explain(exact, exact).total >= explain(exact, misspelt).total - 1e-9
    assert explain(exact, other).evidence  # any text at all: nothing raised


@given(PEOPLE, PEOPLE)
def test_every_piece_can_be_shown(one: Person, other: Person) -> None:
    match = explain(one, other)

    for evidence in match.evidence:
        assert evidence.field in identity.FIELD_WORDS
        assert evidence.level in identity.LEVEL_WORDS
        assert evidence.sentence.strip()
    assert match.words in {"unlikely", "possible", "likely", "very likely"}


@given(PEOPLE)
def test_records_that_agree_in_all_they_say_are_candidates_of_each_other(one: Person) -> None:
    assert identity.blocking_keys(one) == identity.blocking_keys(one)
    if identity.tokens(one.name.surname):
        assert identity.blocking_keys(one) & identity.blocking_keys(Person(name=one.name))


@given(PEOPLE, PEOPLE)
def test_closeness_is_a_share_and_no_evidence(one: Person, other: Person) -> None:
    match = explain(one, other)

    assert 0 <= match.closeness <= 1
    assert match.total == pytest.approx(sum(piece.weight for piece in match.evidence))


@pytest.mark.parametrize(
    ("asked", "known", "closeness"),
    [
        (("Callum", "Hartwright"), ("Callum", "Hartwright"), 1.0),
        (("Hartwright", "Callum"), ("Callum", "Hartwright"), 1.0),
        (("Callum", "Hartwrihgt"), ("Callum", "Hartwright"), 1 - 1 / 17),
        (("Calum", "Hartwrihgt"), ("Callum", "Hartwright"), 1 - 2 / 17),
        (("", ""), ("", ""), 0.0),
        (("", ""), ("Callum", "Hartwright"), 0.0),
    ],
)
def test_closeness_counts_letters_whichever_name_stands_first(
    asked: tuple[str, str], known: tuple[str, str], closeness: float
) -> None:
    assert explain(person(*asked), person(*known)).closeness == pytest.approx(closeness)


def test_closeness_is_of_the_best_of_all_names() -> None:
    known = Person(name=Name("Callum", "Hartwright"), aliases=(Name("Cal", "Wright"),))

    assert explain(person("Cal", "Wright"), known).closeness == 1


def test_every_level_and_field_has_its_words() -> None:
    levels = {level for levels in identity.fields.LEVELS.values() for level in levels}

    assert levels | {identity.NOT_KNOWN} == set(identity.LEVEL_WORDS)
    assert set(identity.FIELD_WORDS) == set(Field)
