"""Dates as people type them: read in the British order or not at all, never guessed, and compared as far as known."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import dates
from caseward.kernel.dates import ApproximateAge, PartialDate
from caseward.kernel.reading import Unreadable


TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def read(text: str) -> str:
    """What was read, in its canonical form, or the sentence that says why nothing was."""
    result = dates.read_date(text, today=TODAY)
    return result.sentence if isinstance(result, Unreadable) else result.iso


class TestReading:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("14/03/2009", "2009-03-14"),
            ("14/3/2009", "2009-03-14"),
            ("3/4/2009", "2009-04-03"),
            ("14.3.2009", "2009-03-14"),
            ("14-03-2009", "2009-03-14"),
            ("14 03 2009", "2009-03-14"),
            ("14 / 3 / 2009", "2009-03-14"),
            ("2009-03-14", "2009-03-14"),
            ("2009/03/14", "2009-03-14"),
            ("14 March 2009", "2009-03-14"),
            ("14th March, 2009", "2009-03-14"),
            ("the 1st of May 2009", "2009-05-01"),
            ("March 14, 2009", "2009-03-14"),
            ("14-Mar-2009", "2009-03-14"),
            ("14 Sept. 2009", "2009-09-14"),
            ("Saturday 14 March 2009", "2009-03-14"),
            ("sat, 14 march 2009", "2009-03-14"),
            ("14 Mawrth 2009", "2009-03-14"),
            ("  14\u00a0March\n2009 ", "2009-03-14"),
            ("١٤/٠٣/٢٠٠٩", "2009-03-14"),
            ("１４/３/２００９", "2009-03-14"),
            ("14‐3‐2009", "2009-03-14"),
            ("March 2009", "2009-03"),
            ("Mar 2009", "2009-03"),
            ("03/2009", "2009-03"),
            ("2009-03", "2009-03"),
            ("2009", "2009"),
            ("29 February 2008", "2008-02-29"),
        ],
    )
    def test_reads_what_is_plain(self, typed: str, meant: str) -> None:
        assert read(typed) == meant

    @pytest.mark.parametrize(
        "typed", ["14.3.09", "14/3/09", "14 March 09", "Mar 09", "09", "3/09", "March 14"]
    )
    def test_a_year_of_two_digits_is_not_read(self, typed: str) -> None:
        assert "has to have four digits" in read(typed)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("31 February 2009", "There is no 31 February in the calendar of 2009."),
            ("31/02/2009", "There is no 31 February in the calendar of 2009."),
            ("29/2/2009", "There is no 29 February in the calendar of 2009."),
            ("0/3/2009", "There is no 0 March in the calendar of 2009."),
            ("31 April 2009", "There is no 31 April in the calendar of 2009."),
            (
                "03/14/2009",
                "There is no month 14. Write the day first, then the month, then the year.",
            ),
            ("2009-00-10", "There is no month 0. Write the day first, then the month, then the year."),
            ("14 March 2209", "The year 2209 is too far away to be meant."),
            ("1/1/1009", "The year 1009 is too far away to be meant."),
            ("1/1/20009", "The year 20009 is too far away to be meant."),
            (
                "Friday 14 March 2009",
                "14 March 2009 is a Saturday, not a Friday. Check the day and the date.",
            ),
            ("", "There is no date here."),
            (" \u00a0\n", "There is no date here."),
        ],
    )
    def test_says_why_it_read_nothing(self, typed: str, sentence: str) -> None:
        assert read(typed) == sentence

    @pytest.mark.parametrize(
        "typed",
        [
            *("not known", "early March 2009", "2009/10", "2009–10", "14032009", "20090314", "14 Marhc 2009"),
            *(
                "14 March 2009 10:30",
                "14/03/2009-15/03/2009",
                "c. 2009",
                "Someday 14 March 2009",
                "9" * 61,
                "½/3/2009",
            ),
        ],
    )
    def test_does_not_guess(self, typed: str) -> None:
        assert read(typed) == "This is not a date. Write it like 14 March 2009, March 2009 or 2009."

    @given(DAYS)
    def test_reads_every_day_in_every_form(self, day: date) -> None:
        name = MONTHS[day.month - 1]
        forms = [
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d.%m.%Y}",
            day.isoformat(),
            f"{day.day} {name} {day.year}",
            f"{name[:3].upper()} {day.day}, {day.year}",
            PartialDate.of(day).words,
        ]

        assert {read(form) for form in forms} == {day.isoformat()}

    @given(DAYS, st.integers(1, 3))
    def test_reads_back_what_it_says(self, day: date, parts: int) -> None:
        known = PartialDate(*(day.year, day.month, day.day)[:parts])

        assert dates.read_date(known.words, today=TODAY) == known
        assert dates.read_date(known.iso, today=TODAY) == known
        assert PartialDate.from_iso(known.iso) == known

    @given(st.text())
    def test_never_raises(self, text: str) -> None:
        assert isinstance(dates.read_date(text, today=TODAY), PartialDate | Unreadable)

    @given(st.text(alphabet="0123456789/-. stndrhMarch٣²½\u00a0febof,", max_size=30), st.dates())
    def test_never_raises_near_a_date_on_any_day(self, text: str, today: date) -> None:
        for result in (dates.read_date(text, today=today), dates.read_birth_date(text, today=today)):
            assert isinstance(result, PartialDate) or result.sentence.endswith(".")

    @given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99_999))
    def test_numbers_give_that_date_or_none(self, day: int, month: int, year: int) -> None:
        result = dates.read_date(f"{day}/{month}/{year:04}", today=TODAY)

        assert isinstance(result, Unreadable) or (result.day, result.month, result.year) == (day, month, year)

    def test_a_long_text_is_cut_before_it_is_normalised(self) -> None:
        assert "This is not a date" in read("\ufdfa" * 10_000)
        assert unicodedata.normalize("NFKC", "\ufdfa") != "\ufdfa"

    def test_nothing_read_counts_as_nothing(self) -> None:
        assert not dates.read_date("not known", today=TODAY)


class TestBirthDates:
    def birth(self, text: str) -> str:
        result = dates.read_birth_date(text, today=TODAY)
        return result.sentence if isinstance(result, Unreadable) else result.iso

    @pytest.mark.parametrize(
        "typed", ["21/11/2026", "November 2026", "2026", "14/3/2009", "22 November 1906"]
    )
    def test_a_possible_birth_is_read(self, typed: str) -> None:
        assert not self.birth(typed).endswith(".")

    @pytest.mark.parametrize("typed", ["22/11/2026", "December 2026", "2027"])
    def test_a_birth_in_the_future_is_refused(self, typed: str) -> None:
        assert self.birth(typed) == "A date of birth cannot be in the future."
        assert not read(typed).endswith(".")

    def test_a_birth_120_years_ago_is_refused(self) -> None:
        assert (
            self.birth("21 November 1906")
            == "This date of birth would make the person at least 120 years old."
        )
        assert self.birth("1905") == "This date of birth would make the person at least 120 years old."

    def test_an_unreadable_birth_keeps_its_reason(self) -> None:
        assert self.birth("31/2/2009") == "There is no 31 February in the calendar of 2009."

    @pytest.mark.parametrize(
        ("iso", "is_placeholder"),
        [("2009-01-01", True), ("2009-05-01", True), ("2009-05-02", False), ("2009", False)],
    )
    def test_the_first_of_a_month_may_stand_for_not_known(self, iso: str, *, is_placeholder: bool) -> None:
        assert dates.may_be_placeholder(PartialDate.from_iso(iso)) is is_placeholder

    def test_an_age_is_no_placeholder(self) -> None:
        assert not dates.may_be_placeholder(ApproximateAge(15, 15, TODAY))


class TestReadingAges:
    @pytest.mark.parametrize(
        ("typed", "span"),
        [
            ("15", (15, 15)),
            ("15 years old", (15, 15)),
            ("aged 15", (15, 15)),
            ("About 15", (13, 17)),
            ("approx. 15 yrs", (13, 17)),
            ("c.15", (13, 17)),
            ("15 or so", (13, 17)),
            ("about 1", (0, 3)),
            ("14-16", (14, 16)),
            ("14 – 16", (14, 16)),
            ("between 14 and 16", (14, 16)),
            ("14 or 15", (14, 15)),
            ("30s", (30, 39)),
            ("in his mid-30's", (30, 39)),
            ("late 20s", (20, 29)),
            ("teenager", (13, 19)),
            ("in her early teens", (13, 19)),
        ],
    )
    def test_reads_what_witnesses_say(self, typed: str, span: tuple[int, int]) -> None:
        assert dates.read_age(typed, as_at=TODAY) == ApproximateAge(*span, TODAY)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "There is no age here."),
            ("fifteen", "This is not an age. Write it like 15, about 15, 15 to 17 or 30s."),
            ("15" * 40, "This is not an age. Write it like 15, about 15, 15 to 17 or 30s."),
            ("16 to 14", "Write the younger age first, then the older one."),
            ("140", "An age of 140 is too great to be meant."),
            ("about 118", "An age of 120 is too great to be meant."),
        ],
    )
    def test_says_why_it_read_none(self, typed: str, sentence: str) -> None:
        result = dates.read_age(typed, as_at=TODAY)

        assert isinstance(result, Unreadable)
        assert result.sentence == sentence

    @given(st.text() | st.text(alphabet="0123456789 -abouts'toryeand.", max_size=20))
    def test_never_raises(self, text: str) -> None:
        assert isinstance(dates.read_age(text, as_at=TODAY), ApproximateAge | Unreadable)
