"""How a clock stands: the words beside every line of My work."""

from datetime import datetime

import pytest

from caseward.kernel.clocks import Due, Rung, Standing, Unit, due, state, told_to_all
from tests.kernel.clock_cases import CALENDAR, london, rule


def clock(unit: Unit, duration: int, started: datetime, *warns: int) -> Due:
    return due(rule(unit, duration, warns=warns), started_at=started, calendar=CALENDAR)


GATEWAY = clock(Unit.WORKING_DAY, 5, london("2026-11-12"), 1)  # due Thursday 19 November
SILENCE = clock(Unit.CALENDAR_DAY, 28, london("2026-11-01"), 7)  # due Sunday 29 November
REVIEW = clock(Unit.MONTH, 6, london("2026-05-29"))  # due Sunday 29 November
VISIT = clock(Unit.HOUR, 24, london("2026-11-20", "15:00"))  # due Saturday 21 November, 15:00


@pytest.mark.parametrize(
    ("one", "now", "standing", "sentence"),
    [
        pytest.param(
            GATEWAY, london("2026-11-12", "11:00"), Standing.RUNNING, "due in 5 working days", id="begun"
        ),
        pytest.param(
            GATEWAY, london("2026-11-17"), Standing.RUNNING, "due in 2 working days", id="two days left"
        ),
        pytest.param(
            GATEWAY, london("2026-11-18"), Standing.WARNED, "due in 1 working day", id="one day left"
        ),
        pytest.param(
            GATEWAY, london("2026-11-19", "00:00"), Standing.DUE_TODAY, "due today", id="the first minute"
        ),
        pytest.param(
            GATEWAY, london("2026-11-19", "23:59"), Standing.DUE_TODAY, "due today", id="the last minute"
        ),
        pytest.param(
            GATEWAY, london("2026-11-20", "00:00"), Standing.LATE, "1 working day late", id="the day after"
        ),
        pytest.param(
            GATEWAY, london("2026-11-23"), Standing.LATE, "2 working days late", id="after the weekend"
        ),
        pytest.param(SILENCE, london("2026-11-21"), Standing.RUNNING, "due in 8 days", id="days are days"),
        pytest.param(SILENCE, london("2026-11-22"), Standing.WARNED, "due in 7 days", id="warned"),
        pytest.param(SILENCE, london("2026-11-28"), Standing.WARNED, "due tomorrow", id="tomorrow"),
        pytest.param(SILENCE, london("2026-11-30"), Standing.LATE, "1 day late", id="one day late"),
        pytest.param(SILENCE, london("2026-12-25"), Standing.LATE, "26 days late", id="many days late"),
        pytest.param(
            REVIEW, london("2026-11-01"), Standing.RUNNING, "due in 28 days", id="months are told in days"
        ),
        pytest.param(REVIEW, london("2026-12-01"), Standing.LATE, "2 days late", id="and late in days"),
        pytest.param(
            VISIT, london("2026-11-20", "15:30"), Standing.RUNNING, "due in 23 hours", id="whole hours left"
        ),
        pytest.param(
            VISIT, london("2026-11-21", "09:00"), Standing.DUE_TODAY, "due today at 15:00", id="by the clock"
        ),
        pytest.param(
            VISIT, london("2026-11-21", "15:00"), Standing.LATE, "less than 1 hour late", id="just late"
        ),
        pytest.param(VISIT, london("2026-11-21", "18:30"), Standing.LATE, "3 hours late", id="hours late"),
        pytest.param(
            VISIT, london("2026-11-24", "14:29"), Standing.LATE, "71 hours late", id="nearly three days"
        ),
        pytest.param(VISIT, london("2026-11-24", "16:30"), Standing.LATE, "3 days late", id="days late"),
    ],
)
def test_a_clock_says_how_it_stands(one: Due, now: datetime, standing: Standing, sentence: str) -> None:
    stands = state(one, now=now)
    assert (stands.standing, stands.sentence) == (standing, sentence)
    assert stands.is_late is (standing is Standing.LATE)


def test_a_clock_due_on_friday_is_late_on_saturday_by_less_than_a_working_day() -> None:
    friday = clock(Unit.WORKING_DAY, 1, london("2026-11-19"))
    stands = state(friday, now=london("2026-11-21"))
    assert (stands.standing, stands.amount) == (Standing.LATE, 0)
    assert stands.sentence == "less than 1 working day late"


def test_over_a_clock_change_the_last_minute_of_the_day_is_londons() -> None:
    spring = clock(Unit.CALENDAR_DAY, 1, london("2027-03-27"))
    assert state(spring, now=london("2027-03-28", "23:59")).standing is Standing.DUE_TODAY
    assert state(spring, now=london("2027-03-29", "00:00")).standing is Standing.LATE


def test_less_than_an_hour_before_midnight_is_said_as_such() -> None:
    past_midnight = clock(Unit.HOUR, 1, london("2026-11-20", "23:30"))
    assert state(past_midnight, now=london("2026-11-20", "23:45")).sentence == "due in less than 1 hour"


def test_a_clock_judged_at_the_instant_it_ended_says_how_it_ended() -> None:
    assert not state(GATEWAY, now=london("2026-11-19", "16:00")).is_late
    assert state(GATEWAY, now=london("2026-11-24", "16:00")).sentence == "3 working days late"


def test_the_amount_is_in_the_unit_it_names() -> None:
    late, left = state(GATEWAY, now=london("2026-11-23")), state(REVIEW, now=london("2026-11-01"))
    assert (late.amount, late.unit) == (2, Unit.WORKING_DAY)
    assert (left.amount, left.unit) == (28, Unit.CALENDAR_DAY)


def test_an_instant_without_its_zone_gets_no_answer() -> None:
    with pytest.raises(ValueError, match="time zone"):
        state(GATEWAY, now=london("2026-11-19").replace(tzinfo=None))


def test_the_most_urgent_comes_first() -> None:
    assert list(Standing) == [
        Standing.LATE,
        Standing.DUE_TODAY,
        Standing.WARNED,
        Standing.RUNNING,
        Standing.PAUSED,
    ]


@pytest.mark.parametrize(
    ("after", "now", "until"),
    [
        ((2, Unit.WORKING_DAY), "2026-11-25", "2026-11-23"),
        ((1, Unit.CALENDAR_DAY), "2026-11-25", "2026-11-24"),
        ((1, Unit.MONTH), "2026-11-25", "2026-10-25"),
    ],
)
def test_a_ladder_is_told_to_all_of_what_was_due_long_enough_ago(
    after: tuple[int, Unit], now: str, until: str
) -> None:
    rung = Rung(duration=after[0], unit=after[1], escalates_to="inspector", escalates_to_role="supervisor")

    told = told_to_all(rule(rungs=(rung,)), now=london(now), calendar=CALENDAR)

    assert told == london(until, "00:00")
    assert told_to_all(rule(), now=london(now), calendar=CALENDAR) == london(now)
