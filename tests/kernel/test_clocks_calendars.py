"""The calendar: which days work, how far it knows, and how loudly it stops."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.clocks import Calendar, CalendarRanOut
from caseward.kernel.clocks.moments import end_of, london_day, months_after, start_of
from tests.kernel.clock_cases import CALENDAR, london


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 11, 20), True, id="a Friday"),
        pytest.param(date(2026, 11, 21), False, id="a Saturday"),
        pytest.param(date(2026, 11, 22), False, id="a Sunday"),
        pytest.param(date(2026, 12, 25), False, id="Christmas Day"),
        pytest.param(date(2026, 12, 28), False, id="the substitute for Boxing Day"),
        pytest.param(date(2026, 12, 29), True, id="the day after the substitute"),
        pytest.param(date(2026, 1, 1), True, id="the first covered day"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day: date, works: bool) -> None:  # noqa: FBT001
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1), date(2028, 1, 2)])
def test_outside_its_days_the_calendar_refuses_to_guess(day: date) -> None:
    with pytest.raises(CalendarRanOut, match=r"England and Wales bank holidays.*england-and-wales"):
        CALENDAR.is_working_day(day)


def test_the_calendar_says_what_it_covers_and_what_was_asked() -> None:
    with pytest.raises(CalendarRanOut) as raised:
        CALENDAR.next_working_day(date(2027, 12, 31))
    assert "covers 1 January 2026 to 31 December 2027; 1 January 2028 lies outside it" in str(raised.value)


def test_shifting_steps_over_christmas() -> None:
    assert CALENDAR.shifted(date(2026, 12, 24), working_days=1) == date(2026, 12, 29)
    assert CALENDAR.shifted(date(2026, 12, 29), working_days=-1) == date(2026, 12, 24)


def test_shifting_by_nothing_stays_even_on_a_sunday() -> None:
    assert CALENDAR.shifted(date(2026, 11, 22), working_days=0) == date(2026, 11, 22)


def test_working_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert CALENDAR.working_days_between(date(2026, 11, 19), date(2026, 11, 23)) == 2
    assert CALENDAR.working_days_between(date(2026, 11, 20), date(2026, 11, 21)) == 0
    assert CALENDAR.working_days_between(date(2026, 11, 23), date(2026, 11, 19)) == 0


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"covers_until": date(2026, 1, 1)}, "at least one day"),
        ({"weekend": frozenset({7, 8})}, "some of the days"),
        ({"weekend": frozenset(range(1, 8))}, "never all of them"),
        ({"holidays": {date(2030, 1, 1): "New Year's Day"}}, "1 January 2030 lies outside"),
    ],
    ids=["no days", "an eighth weekday", "no working day at all", "a holiday beyond its days"],
)
def test_a_calendar_refuses(changes: dict[str, object], complaint: str) -> None:
    values: dict[str, object] = {
        "key": "x",
        "version": "1",
        "title": "X",
        "covers_from": date(2026, 1, 1),
        "covers_until": date(2027, 1, 1),
        "closes_at": time(17),
    }
    with pytest.raises(ValueError, match=complaint):
        Calendar(**{**values, **changes})  # type: ignore[arg-type]


def test_a_calendar_counts_from_the_day_it_was_published() -> None:
    published = replace(CALENDAR, effective_from=date(2026, 11, 1))
    assert [published.is_in_force(on=date(2026, 10, 31)), published.is_in_force(on=date(2026, 11, 1))] == [
        False,
        True,
    ]


# --- days of London -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        pytest.param(date(2027, 3, 28), 23, id="the clocks go forward"),
        pytest.param(date(2026, 10, 25), 25, id="the clocks go back"),
        pytest.param(date(2026, 11, 21), 24, id="an ordinary day"),
    ],
)
def test_a_day_is_as_long_as_london_makes_it(day: date, hours: int) -> None:
    assert end_of(day) - start_of(day) == timedelta(hours=hours)


def test_a_summer_night_belongs_to_the_london_day() -> None:
    assert london_day(london("2026-06-30", "00:30")) == date(2026, 6, 30)


def test_an_instant_without_its_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_day(london("2026-06-30").replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 11, 21), -24, date(2024, 11, 21)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
    ],
)
def test_months_run_to_the_corresponding_date_or_the_end_of_the_month(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months=months) == expected


# --- properties -----------------------------------------------------------------------------------

days = st.dates(date(2026, 3, 1), date(2027, 10, 1))


@given(days, st.integers(1, 40))
def test_shifting_forward_lands_on_a_working_day_and_counts_what_it_crossed(day: date, steps: int) -> None:
    landed = CALENDAR.shifted(day, working_days=steps)
    assert CALENDAR.is_working_day(landed)
    assert CALENDAR.working_days_between(day, landed) == steps


@given(days, st.integers(1, 40))
def test_from_a_working_day_shifting_back_undoes_shifting_forward(day: date, steps: int) -> None:
    begun = CALENDAR.next_working_day(day)
    assert CALENDAR.shifted(CALENDAR.shifted(begun, working_days=steps), working_days=-steps) == begun


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_a_month_never_overshoots_into_the_next(day: date, months: int) -> None:
    landed = months_after(day, months=months)
    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == months
    assert landed.day == day.day or (landed + timedelta(days=1)).day == 1


edges = st.dates(date(2025, 12, 20), date(2028, 1, 12))


def walked(day: date, steps: int) -> date | str:
    """What stepping from day to day finds: the definition, without its haste."""
    one = timedelta(days=1 if steps > 0 else -1)
    try:
        while steps:
            day += one
            steps -= one.days * CALENDAR.is_working_day(day)
    except CalendarRanOut:
        return "ran out"
    return day


def counted(after: date, until: date) -> int | str:
    try:
        return sum(
            CALENDAR.is_working_day(after + timedelta(days=n)) for n in range(1, (until - after).days + 1)
        )
    except CalendarRanOut:
        return "ran out"


@given(edges, st.integers(-600, 600))
def test_shifting_finds_what_stepping_from_day_to_day_finds(day: date, steps: int) -> None:
    try:
        found: date | str = CALENDAR.shifted(day, working_days=steps)
    except CalendarRanOut:
        found = "ran out"
    assert found == walked(day, steps)


@given(edges, edges)
def test_counting_finds_what_looking_at_every_day_finds(after: date, until: date) -> None:
    try:
        found: int | str = CALENDAR.working_days_between(after, until)
    except CalendarRanOut:
        found = "ran out"
    assert found == counted(after, until)
