"""Comparing field by field: how far two names, births, addresses agree, and the same from either side."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identity import addresses, comparing
from caseward.kernel.identity.names import part


NEAR = 0.9
# Few letters, so that words often nearly agree; and some of every kind.
NAMES = st.text(st.sampled_from("aehijmnorst '-éИ张"), max_size=14) | st.text(max_size=14)
DAYS = st.dates(date(2008, 1, 1), date(2010, 12, 31))
BIRTHS: st.SearchStrategy[Born] = st.one_of(
    st.builds(PartialDate.of, DAYS),
    st.builds(lambda day: PartialDate(day.year, day.month), DAYS),
    st.builds(lambda day: PartialDate(day.year), DAYS),
    st.builds(
        lambda age, more, day: ApproximateAge(age, age + more, day),
        st.integers(0, 20),
        st.integers(0, 5),
        DAYS,
    ),
)


def surnames(ours: str, *, theirs: str, near: float) -> str | None:
    return comparing.surnames(part(ours), theirs=part(theirs), near=near)


def forenames(ours: str, *, theirs: str, near: float) -> str | None:
    return comparing.forenames(part(ours), theirs=part(theirs), near=near)


def either(ours: str, *, theirs: str, near: float) -> str | None:
    return comparing.either(part(ours), theirs=part(theirs), near=near)


class TestSurnames:
    @pytest.mark.parametrize(
        ("ours", "theirs", "level"),
        [
            ("Hartright", "HARTRIGHT", "same"),
            ("O'Brien", "OBrien", "same"),
            ("O'Brien", "O Brien", "same"),
            ("MacDonald", "Mac Donald", "same"),
            ("Müller", "Muller", "same"),
            ("Иванов", "Ivanov", "same"),
            ("Hartright", "Hartwright", "near"),
            ("Khan", "Kahn", "near"),
            ("al-Hassan", "Hassan", "near"),
            ("van der Berg", "Vanderberg", "same"),
            ("van der Berg", "Berg", "near"),
            ("Smith-Jones", "Jones Smith", "near"),
            ("Smith", "Smyth", "sounds"),
            ("Reid", "Reed", "sounds"),
            ("Lee", "Leigh", "sounds"),
            ("Smith-Jones", "Jones", "part"),
            ("Jones-Hartright", "Hartwright", "part"),
            ("Lee", "Low", "different"),
            ("Smith", "Jones", "different"),
            ("X", "Y", "different"),
            ("van Dyk", "van Rijn", "different"),
            ("A B", "B C", "different"),
            ("", "Smith", None),
            ("Smith", "🙂", None),
        ],
    )
    def test_agree_so_far(self, ours: str, theirs: str, level: str | None) -> None:
        assert surnames(ours, theirs=theirs, near=NEAR) == level


class TestForenames:
    @pytest.mark.parametrize(
        ("ours", "theirs", "level"),
        [
            ("Callum James", "callum james", "same"),
            ("Callum James", "James Callum", "same"),
            ("Jean-Paul", "Jeanpaul", "same"),
            ("Jean Paul", "Pauljean", "same"),
            ("A B C D E", "E D C B A", "same"),
            ("Callum", "Callum James", "part"),
            ("Callum James", "Callum Peter", "part"),
            ("Callum", "Calum", "near"),
            ("Callum Jamie", "Calum Jamei", "near"),
            ("Stephen", "Steven", "sounds"),
            ("C", "Callum", "short"),
            ("Sam", "Samuel", "short"),
            ("Callum J", "Peter Jones", "short"),
            ("Callum", "Peter", "different"),
            ("Callum Zed", "Calum Quinn", "different"),
            ("", "Callum", None),
            ("", "", None),
        ],
    )
    def test_agree_so_far(self, ours: str, theirs: str, level: str | None) -> None:
        assert forenames(ours, theirs=theirs, near=NEAR) == level

    @given(st.permutations(["anna", "maria", "jo", "zoe"]), NAMES)
    def test_their_order_does_not_matter(self, order: list[str], theirs: str) -> None:
        in_order = forenames("anna maria jo zoe", theirs=theirs, near=NEAR)

        assert forenames(" ".join(order), theirs=theirs, near=NEAR) == in_order


class TestBirths:
    @pytest.mark.parametrize(
        ("ours", "theirs", "field", "level"),
        [
            ("2009-03-14", "2009-03-14", "date_of_birth", "same"),
            ("2009-03-04", "2009-04-03", "date_of_birth", "turned"),
            ("2009-03-14", "2009-03-15", "date_of_birth", "near"),
            ("2009-03-14", "2009-03-24", "date_of_birth", "near"),
            ("2009-03-14", "1999-03-14", "date_of_birth", "different"),
            ("2009-03-14", "2019-03-14", "date_of_birth", "near"),
            ("2009-12-31", "2010-12-31", "date_of_birth", "near"),
            ("2009-03-14", "2009-03-25", "date_of_birth", "different"),
            ("2009-12-31", "2010-01-01", "date_of_birth", "different"),
            ("2009-03-14", "2009-03", "month_of_birth", "same"),
            ("2009-03", "2009-04", "month_of_birth", "different"),
            ("2009-03", "2010-03-14", "month_of_birth", "different"),
            ("2009-03-14", "2009", "year_of_birth", "same"),
            ("2009", "2010", "year_of_birth", "near"),
            ("2009", "2011", "year_of_birth", "different"),
        ],
    )
    def test_agree_so_far(self, ours: str, theirs: str, field: str, level: str) -> None:
        one, other = PartialDate.from_iso(ours), PartialDate.from_iso(theirs)

        assert comparing.births(one, theirs=other) == (field, level)

    @pytest.mark.parametrize(
        ("born", "level"),
        [
            (PartialDate(2009, 3, 14), "same"),
            (PartialDate(2009), "same"),
            (PartialDate(2007, 8, 1), "near"),
            (PartialDate(2013, 1, 1), "near"),
            (PartialDate(2004), "different"),
            (ApproximateAge(17, 19, date(2026, 11, 21)), "same"),
            (ApproximateAge(30, 39, date(2026, 11, 21)), "different"),
        ],
    )
    def test_agree_with_an_age_so_far(self, born: Born, level: str) -> None:
        age = ApproximateAge(15, 17, date(2026, 11, 21))

        assert comparing.births(age, theirs=born) == ("age", level)


class TestAddresses:
    @pytest.mark.parametrize(
        ("ours", "theirs", "level"),
        [
            ("SW1A 1AA", "sw1a1aa", "same"),
            ("SW1A 1AA", "SW1A 2AB", "district"),
            ("SW1A", "SW1A 2AB", "district"),
            ("SW1A", "sw1a", "district"),
            ("SW1A 1AA", "M1 1AE", "different"),
            ("", "M1 1AE", None),
            ("not known", "M1 1AE", None),
            ("not known", "not known", None),
        ],
    )
    def test_postcodes_agree_so_far(self, ours: str, theirs: str, level: str | None) -> None:
        assert addresses.postcodes(ours, theirs=theirs) == level

    @pytest.mark.parametrize(
        ("ours", "theirs", "level"),
        [
            ("12 Acacia Avenue", "12 Acacia Ave", "same"),
            ("12 Acacia Avenue", "12, ACACIA AVENUE, Northtown, NS1 2AB", "same"),
            ("Flat 3, 12 Acacia Avenue", "3/12 Acacia Avenue", "same"),
            ("12 Accacia Avenue", "12 Acacia Avenue", "same"),
            ("12 Acacia Avenue", "14 Acacia Avenue", "near"),
            ("Acacia Avenue", "14 Acacia Avenue", "near"),
            ("Acacia Avenue", "Acacia Avenue", "near"),
            ("12 Acacia Avenue", "12 Birch Avenue", "different"),
            ("12 Acacia Avenue, Northtown", "12 Birch Avenue, Northtown", "different"),
            ("12 Acacia Avenue", "", None),
            ("The Avenue", "12 Acacia Avenue", None),
            ("NS1 2AB", "12 Acacia Avenue", None),
        ],
    )
    def test_streets_agree_so_far(self, ours: str, theirs: str, level: str | None) -> None:
        assert addresses.streets(ours, theirs=theirs, near=NEAR) == level


@given(NAMES, NAMES)
def test_texts_compare_the_same_from_either_side(ours: str, theirs: str) -> None:
    for compare in (surnames, forenames, either, addresses.streets):
        assert compare(ours, theirs=theirs, near=NEAR) == compare(theirs, theirs=ours, near=NEAR)
    assert addresses.postcodes(ours, theirs=theirs) == addresses.postcodes(theirs, theirs=ours)


@given(BIRTHS, BIRTHS)
def test_births_compare_the_same_from_either_side(ours: Born, theirs: Born) -> None:
    assert comparing.births(ours, theirs=theirs) == comparing.births(theirs, theirs=ours)


@given(NAMES)
def test_every_text_agrees_with_itself_or_says_nothing(text: str) -> None:
    assert surnames(text, theirs=text, near=NEAR) in ("same", None)
    assert forenames(text, theirs=text, near=NEAR) in ("same", None)
    assert addresses.streets(text, theirs=text, near=NEAR) in ("same", "near", None)
    assert addresses.postcodes(text, theirs=text) in ("same", "district", None)


@given(BIRTHS)
def test_every_birth_agrees_with_itself(born: Born) -> None:
    assert comparing.births(born, theirs=born)[1] == "same"
