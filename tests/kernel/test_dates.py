"""Dates as far as they are known: what they can be, how old that makes somebody, and whether two agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import dates
from caseward.kernel.dates import Ages, ApproximateAge, Comparison, PartialDate, Precision


TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    known = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


@st.composite
def births(draw: st.DrawFn) -> dates.Born:
    if draw(st.booleans()):
        return draw(partial_dates())
    youngest = draw(st.integers(0, 100))
    return ApproximateAge(youngest, youngest + draw(st.integers(0, 19)), draw(DAYS))


class TestPartialDates:
    @pytest.mark.parametrize(
        ("known", "words", "earliest", "latest", "precision"),
        [
            (PartialDate(2009, 3, 14), "14 March 2009", date(2009, 3, 14), date(2009, 3, 14), Precision.DAY),
            (PartialDate(2008, 2), "February 2008", date(2008, 2, 1), date(2008, 2, 29), Precision.MONTH),
            (PartialDate(2009), "2009", date(2009, 1, 1), date(2009, 12, 31), Precision.YEAR),
        ],
    )
    def test_it_knows_what_it_knows(
        self, known: PartialDate, words: str, earliest: date, latest: date, precision: Precision
    ) -> None:
        assert (known.words, known.earliest, known.latest, known.precision) == (
            words,
            earliest,
            latest,
            precision,
        )

    @pytest.mark.parametrize(
        "parts", [(2009, 2, 29), (2009, 13), (2009, None, 4), (0,), (2009, 0), (10_000,)]
    )
    def test_no_impossible_date_can_be_made(self, parts: tuple[int, ...]) -> None:
        with pytest.raises(ValueError, match=r"is not a date|range|must be in"):
            PartialDate(*parts)

    @pytest.mark.parametrize(
        "stored", ["2009-3-14", "09", "2009-03-14-01", "", "2009-", "+2009", " 2009", "2009_3"]
    )
    def test_only_the_canonical_form_is_read_back(self, stored: str) -> None:
        with pytest.raises((ValueError, TypeError)):
            PartialDate.from_iso(stored)


class TestAges:
    @pytest.mark.parametrize(
        ("born", "day", "ages"),
        [
            ("2009-03-14", date(2026, 3, 13), "16"),
            ("2009-03-14", date(2026, 3, 14), "17"),
            ("2008-02-29", date(2026, 2, 28), "17"),
            ("2008-02-29", date(2026, 3, 1), "18"),
            ("2008-02-29", date(2024, 2, 29), "16"),
            ("2009", date(2026, 11, 21), "16 or 17"),
            ("2009-11", date(2026, 11, 21), "16 or 17"),
            ("2009-10", date(2026, 11, 21), "17"),
            ("2026-11-21", date(2026, 11, 21), "0"),
            ("2026", date(2026, 5, 1), "0"),
        ],
    )
    def test_age_on_a_day(self, born: str, day: date, ages: str) -> None:
        age = dates.age_on(PartialDate.from_iso(born), day=day)

        assert age is not None
        assert age.words == ages

    @pytest.mark.parametrize(
        ("day", "latest"), [(date(2024, 2, 29), date(2009, 2, 28)), (date(2023, 2, 28), date(2008, 2, 28))]
    )
    def test_an_age_said_about_a_leap_day_ends_on_the_right_birthday(self, day: date, latest: date) -> None:
        age = ApproximateAge(15, 15, day)

        assert age.latest == latest
        assert dates.age_on(PartialDate.of(latest), day=day) == Ages(15, 15)
        assert dates.age_on(PartialDate.of(latest + timedelta(days=1)), day=day) == Ages(14, 14)

    def test_nobody_has_an_age_before_birth(self) -> None:
        assert dates.age_on(PartialDate(2009, 3, 14), day=date(2009, 3, 13)) is None
        assert dates.age_on(PartialDate(2010), day=date(2009, 12, 31)) is None

    def test_a_span_of_ages_is_said_in_words(self) -> None:
        assert ApproximateAge(15, 17, date(2026, 5, 2)).words == "aged 15 to 17 on 2 May 2026"
        assert not Ages(15, 17).is_certain
        assert Ages(15, 15).is_certain

    @given(st.integers(0, 100), st.integers(0, 19), DAYS)
    def test_an_age_allows_exactly_the_births_that_give_it(self, youngest: int, more: int, day: date) -> None:
        age = ApproximateAge(youngest, youngest + more, day)

        def age_of(born: date) -> Ages | None:
            return dates.age_on(PartialDate.of(born), day=day)

        one = timedelta(days=1)
        assert age_of(age.latest) == Ages(youngest, youngest)
        assert age_of(age.earliest) == Ages(youngest + more, youngest + more)
        assert age_of(age.latest + one) in (None, Ages(youngest - 1, youngest - 1))
        assert age_of(age.earliest - one) == Ages(youngest + more + 1, youngest + more + 1)

    @given(births(), DAYS)
    def test_every_possible_day_of_birth_gives_a_possible_age(self, born: dates.Born, day: date) -> None:
        ages = dates.age_on(born, day=day)

        for birth in (born.earliest, born.latest):
            exact = dates.age_on(PartialDate.of(birth), day=day)
            assert exact is None or (ages is not None and ages.youngest <= exact.youngest <= ages.oldest)

    @pytest.mark.parametrize(("youngest", "oldest"), [(-1, 5), (6, 5), (0, 120)])
    def test_no_impossible_age_can_be_made(self, youngest: int, oldest: int) -> None:
        with pytest.raises(ValueError, match="An age is from 0"):
            ApproximateAge(youngest, oldest, TODAY)

    def test_no_age_is_said_in_antiquity(self) -> None:
        with pytest.raises(ValueError, match="last centuries"):
            ApproximateAge(0, 0, date(120, 1, 1))


class TestComparing:
    @pytest.mark.parametrize(
        ("one", "other", "result"),
        [
            (PartialDate(2009, 3, 14), PartialDate(2009, 3, 14), Comparison.SAME),
            (PartialDate(2009, 3), PartialDate(2009, 3), Comparison.SAME),
            (PartialDate(2009, 3), PartialDate(2009, 3, 14), Comparison.COMPATIBLE),
            (PartialDate(2009), PartialDate(2009, 3, 14), Comparison.COMPATIBLE),
            (PartialDate(2009, 3), PartialDate(2009, 4, 14), Comparison.DIFFERENT),
            (PartialDate(2009), PartialDate(2010), Comparison.DIFFERENT),
            (ApproximateAge(15, 15, TODAY), ApproximateAge(15, 15, TODAY), Comparison.COMPATIBLE),
            (ApproximateAge(15, 15, TODAY), PartialDate(2011, 3, 1), Comparison.COMPATIBLE),
            (ApproximateAge(15, 15, TODAY), PartialDate(2009, 3, 1), Comparison.DIFFERENT),
        ],
    )
    def test_dates_agree_as_far_as_they_are_known(
        self, one: dates.Born, other: dates.Born, result: Comparison
    ) -> None:
        assert dates.compare(one, other=other) is result

    @given(births(), births())
    def test_comparing_is_symmetric(self, one: dates.Born, other: dates.Born) -> None:
        assert dates.compare(one, other=other) is dates.compare(other, other=one)
        assert dates.shared_precision(one, other=other) is dates.shared_precision(other, other=one)

    @given(partial_dates())
    def test_what_is_known_less_well_is_still_compatible(self, known: PartialDate) -> None:
        year = PartialDate(known.year)

        assert dates.compare(year, other=known) is not Comparison.DIFFERENT
        assert dates.shared_precision(year, other=known) is Precision.YEAR
