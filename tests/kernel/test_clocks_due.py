"""When clocks are due: a table of real situations, and the sentence that explains each."""

from datetime import UTC, date, datetime, timedelta

import pytest

from caseward.kernel.clocks import CalendarRanOut, Receipt, Unit, due, moved, start_due_on
from tests.kernel.clock_cases import CALENDAR, london, paused, rule


WORKING, DAYS, HOURS, MONTHS = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR, Unit.MONTH


@pytest.mark.parametrize(
    ("duration", "received", "on"),
    [
        pytest.param(1, london("2026-11-19"), date(2026, 11, 20), id="Thursday morning: Friday"),
        pytest.param(1, london("2026-11-20", "16:59"), date(2026, 11, 23), id="Friday afternoon: Monday"),
        pytest.param(
            1, london("2026-11-20", "17:00"), date(2026, 11, 23), id="at closing time: still Friday's"
        ),
        pytest.param(1, london("2026-11-20", "17:01"), date(2026, 11, 24), id="after closing time: Monday's"),
        pytest.param(1, london("2026-11-21"), date(2026, 11, 24), id="on Saturday: Monday's, so Tuesday"),
        pytest.param(
            1, london("2026-12-24", "17:30"), date(2026, 12, 30), id="after closing on Christmas Eve"
        ),
        pytest.param(5, london("2026-12-23"), date(2027, 1, 4), id="five days over Christmas and New Year"),
        pytest.param(15, london("2027-03-12"), date(2027, 4, 6), id="fifteen days over Easter"),
    ],
)
def test_working_days_start_with_the_day_after_receipt(duration: int, received: datetime, on: date) -> None:
    assert due(rule(WORKING, duration), started_at=received, calendar=CALENDAR).on == on


def test_closing_time_is_london_time_in_summer_too() -> None:
    received = datetime(2026, 6, 10, 16, 30, tzinfo=UTC)  # 17:30 on the wall
    assert due(rule(WORKING, 1), started_at=received, calendar=CALENDAR).on == date(2026, 6, 12)


def test_a_risk_clock_of_working_days_starts_at_once() -> None:
    at_once = rule(WORKING, 1, receipt=Receipt.AT_ONCE)
    assert due(at_once, started_at=london("2026-11-21"), calendar=CALENDAR).on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("unit", "duration", "started", "on"),
    [
        pytest.param(
            DAYS, 0, london("2026-11-21", "23:50"), date(2026, 11, 21), id="the same day, however late"
        ),
        pytest.param(DAYS, 28, london("2026-11-21", "23:50"), date(2026, 12, 19), id="28 days of silence"),
        pytest.param(DAYS, 30, london("2026-02-14"), date(2026, 3, 16), id="30 days over a short month"),
        pytest.param(MONTHS, 1, london("2027-01-31"), date(2027, 2, 28), id="clipped to the end of February"),
        pytest.param(MONTHS, 6, london("2026-08-31"), date(2027, 2, 28), id="six months, clipped"),
        pytest.param(MONTHS, 12, london("2026-11-21"), date(2027, 11, 21), id="twelve months"),
    ],
)
def test_days_and_months_count_every_day(unit: Unit, duration: int, started: datetime, on: date) -> None:
    assert due(rule(unit, duration), started_at=started, calendar=CALENDAR).on == on


def test_a_day_clock_is_in_time_until_the_london_day_has_ended() -> None:
    summer = due(rule(DAYS, 1), started_at=london("2026-06-09"), calendar=CALENDAR)
    assert summer.on == date(2026, 6, 10)
    assert summer.at == datetime(2026, 6, 10, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "at"),
    [
        pytest.param(
            london("2027-03-27", "20:00"), london("2027-03-28", "21:00"), id="over the night of spring"
        ),
        pytest.param(
            london("2026-10-24", "20:00"), london("2026-10-25", "19:00"), id="over the night of autumn"
        ),
    ],
)
def test_hours_are_elapsed_time_over_both_clock_changes(started: datetime, at: datetime) -> None:
    assert due(rule(HOURS, 24), started_at=started, calendar=CALENDAR).at == at


@pytest.mark.parametrize("unit", [WORKING, DAYS, MONTHS])
def test_a_clock_across_a_clock_change_still_ends_at_midnight_in_london(unit: Unit) -> None:
    autumn = due(rule(unit, 1), started_at=london("2026-10-23"), calendar=CALENDAR)
    assert autumn.at is not None
    assert autumn.at.astimezone(london("2026-10-23").tzinfo) == autumn.at
    assert autumn.at == london(str(autumn.on + timedelta(days=1)) if autumn.on else "", "00:00")


def test_a_due_instant_is_always_in_utc() -> None:
    given_in_london = datetime.fromisoformat("2026-06-10T12:00:00+01:00")
    one = due(rule(HOURS, 2), started_at=given_in_london, calendar=CALENDAR)
    assert one.at is not None
    assert one.at.tzinfo is UTC


def test_when_the_calendar_runs_out_nothing_is_due_and_everybody_hears() -> None:
    with pytest.raises(CalendarRanOut, match="1 January 2028 lies outside"):
        due(rule(WORKING, 5), started_at=london("2027-12-30"), calendar=CALENDAR)


def test_a_clock_of_days_does_not_need_the_calendar_of_bank_holidays() -> None:
    assert due(rule(MONTHS, 12), started_at=london("2027-12-30"), calendar=CALENDAR).on == date(2028, 12, 30)


def test_an_instant_without_its_zone_starts_no_clock() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(rule(), started_at=london("2026-11-20").replace(tzinfo=None), calendar=CALENDAR)


# --- warnings -------------------------------------------------------------------------------------


def test_working_day_warnings_count_working_days_back() -> None:
    one = due(rule(WORKING, 5, warns=(1, 2)), started_at=london("2026-11-20"), calendar=CALENDAR)
    assert one.on == date(2026, 11, 27)
    assert one.warnings == (london("2026-11-25", "00:00"), london("2026-11-26", "00:00"))


def test_month_warnings_count_days_back_and_hour_warnings_hours() -> None:
    months = due(rule(MONTHS, 1, warns=(7,)), started_at=london("2026-11-20"), calendar=CALENDAR)
    hours = due(rule(HOURS, 72, warns=(24,)), started_at=london("2026-11-20"), calendar=CALENDAR)
    assert months.warnings == (london("2026-12-13", "00:00"),)
    assert hours.warnings == (london("2026-11-22"),)


def test_a_warning_before_the_clock_started_is_left_out() -> None:
    one = due(rule(DAYS, 3, warns=(90, 2)), started_at=london("2026-11-20"), calendar=CALENDAR)
    assert one.warnings == (london("2026-11-21", "00:00"),)


# --- the sentence ---------------------------------------------------------------------------------


def test_the_sentence_names_duration_event_day_and_rule() -> None:
    one = due(rule(WORKING, 5), started_at=london("2026-11-05"), calendar=CALENDAR)
    assert one.because == (
        "5 working days after the referral was received on Thursday 5 November 2026."
        " Rule: Gateway decision, version 2026-11."
    )


def test_the_sentence_says_why_counting_began_later() -> None:
    one = due(rule(WORKING, 1), started_at=london("2026-11-20", "18:05"), calendar=CALENDAR)
    assert "on Friday 20 November 2026. That was outside working hours (18:05)," in one.because
    assert "so it counts as received on Monday 23 November 2026." in one.because


def test_the_sentence_of_a_same_day_clock() -> None:
    one = due(rule(DAYS, 0), started_at=london("2026-11-21"), calendar=CALENDAR)
    assert one.because.startswith("The same day as the referral was received, Saturday 21 November 2026.")


def test_the_sentence_tells_of_pauses_that_counted_and_of_no_others() -> None:
    counted = paused(london("2026-11-20", "12:00"), london("2026-11-24", "09:00"))
    too_late = paused(london("2027-03-01"), london("2027-03-02"))
    one = due(rule(), started_at=london("2026-11-19"), pauses=[too_late, counted], calendar=CALENDAR)
    assert (
        "Paused from 20 November 2026 to 24 November 2026 while waiting for the referrer to answer."
        in one.because
    )
    assert "2027" not in one.because


# --- backdating -----------------------------------------------------------------------------------


def test_a_corrected_start_shows_the_old_and_the_new_day() -> None:
    typed = due(rule(), started_at=london("2026-11-12"), calendar=CALENDAR)
    corrected = due(rule(), started_at=london("2026-11-10"), calendar=CALENDAR)
    assert moved(typed, after=corrected) == "Was due 19 November 2026; now due 17 November 2026."


def test_a_correction_that_moves_nothing_says_nothing() -> None:
    typed = due(rule(), started_at=london("2026-11-12", "10:00"), calendar=CALENDAR)
    corrected = due(rule(), started_at=london("2026-11-12", "09:00"), calendar=CALENDAR)
    assert moved(typed, after=corrected) is None


def test_a_correction_that_ends_a_pause_says_so() -> None:
    held = due(
        rule(),
        started_at=london("2026-11-12"),
        pauses=[paused(london("2026-11-13"), None)],
        calendar=CALENDAR,
    )
    freed = due(rule(), started_at=london("2026-11-12"), calendar=CALENDAR)
    assert moved(held, after=freed) == "Was due when the pause ends; now due 19 November 2026."


# --- rules that contradict themselves --------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "duration", "changes", "complaint"),
    [
        pytest.param(WORKING, 0, {}, "at least 1", id="no working days"),
        pytest.param(HOURS, 0, {}, "at least 1", id="no hours"),
        pytest.param(DAYS, -1, {}, "at least 1", id="backwards"),
        pytest.param(DAYS, 0, {"pause_reasons": {"X": "x"}}, "cannot be paused", id="a pausable same day"),
        pytest.param(
            HOURS, 1, {"receipt": Receipt.WORKING_HOURS}, "Only a clock of working", id="late hours"
        ),
        pytest.param(DAYS, 5, {"warns": (0,)}, "warning comes", id="a warning when it is too late"),
        pytest.param(DAYS, 5, {"starts_on": ()}, "event that starts", id="nothing starts it"),
        pytest.param(DAYS, 5, {"ends_on": ()}, "one that ends", id="nothing ends it"),
        pytest.param(DAYS, 5, {"effective_until": date(2026, 11, 1)}, "cannot cease", id="never in force"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(
    unit: Unit, duration: int, changes: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        rule(unit, duration, **changes)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_until_the_day_it_ceases(on: date, in_force: bool) -> None:  # noqa: FBT001
    assert rule(effective_until=date(2027, 4, 1)).is_in_force(on=on) is in_force


@pytest.mark.parametrize(
    ("unit", "duration", "wanted", "on"),
    [
        pytest.param(DAYS, 7, date(2026, 12, 8), date(2026, 12, 8), id="a week before"),
        pytest.param(DAYS, 7, date(2026, 3, 31), date(2026, 3, 31), id="over the change of the clocks"),
        pytest.param(WORKING, 5, date(2027, 1, 4), date(2027, 1, 4), id="over Christmas"),
        pytest.param(
            WORKING, 5, date(2026, 11, 22), date(2026, 11, 20), id="no working day: the last before"
        ),
        pytest.param(MONTHS, 1, date(2026, 12, 8), date(2026, 12, 8), id="a month before"),
        pytest.param(MONTHS, 1, date(2026, 3, 31), date(2026, 3, 28), id="no such day: an earlier one"),
    ],
)
def test_a_clock_that_is_to_be_due_on_a_day_starts_as_long_before_it(
    unit: Unit, duration: int, wanted: date, on: date
) -> None:
    one = rule(unit, duration)
    start = start_due_on(one, due_on=wanted, calendar=CALENDAR)
    assert due(one, started_at=start, calendar=CALENDAR).on == on


def test_a_clock_of_hours_is_due_on_no_day() -> None:
    with pytest.raises(ValueError, match="at an instant"):
        start_due_on(rule(HOURS, 24), due_on=date(2026, 12, 8), calendar=CALENDAR)
