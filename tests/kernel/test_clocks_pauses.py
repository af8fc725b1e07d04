"""Pauses: only where the rule allows, and never a day more or less than the clock stood still."""

from datetime import date, datetime, timedelta

import pytest

from caseward.kernel.clocks import Pause, PauseNotAllowed, Standing, Unit, due, may_pause, state
from caseward.kernel.decisions import Allowed, Refused
from tests.kernel.clock_cases import CALENDAR, london, paused, rule


RECEIVED = london("2026-11-16")  # a Monday


def due_on(*pauses: Pause, unit: Unit = Unit.WORKING_DAY, duration: int = 5) -> date | None:
    return due(rule(unit, duration), started_at=RECEIVED, pauses=pauses, calendar=CALENDAR).on


def test_a_rule_allows_the_reasons_it_names() -> None:
    assert may_pause(rule(), reason="CLARIFICATION") == Allowed("waiting for the referrer to answer")


def test_another_reason_is_refused_with_those_that_would_do() -> None:
    decision = may_pause(rule(), reason="BUSY")
    assert isinstance(decision, Refused)
    assert decision.code == "clock.reason-not-allowed"
    assert decision.sentence == (
        "This clock is not paused for that reason: Gateway decision."
        " It may be paused while waiting for the referrer to answer."
    )


def test_a_clock_that_never_pauses_says_so() -> None:
    decision = may_pause(rule(pause_reasons={}), reason="CLARIFICATION")
    assert isinstance(decision, Refused)
    assert decision.code == "clock.never-pauses"


def test_a_pause_put_to_a_clock_that_never_pauses_is_a_fault() -> None:
    panel = rule(Unit.MONTH, 1, title="Panel interval", pause_reasons={})
    with pytest.raises(PauseNotAllowed, match="Nothing pauses this clock: Panel interval"):
        due(panel, started_at=RECEIVED, pauses=[paused(RECEIVED, None)], calendar=CALENDAR)


@pytest.mark.parametrize(
    ("starts", "ends", "on"),
    [
        pytest.param(
            "2026-11-17T10:00", "2026-11-17T15:00", date(2026, 11, 23), id="within one day: nothing"
        ),
        pytest.param(
            "2026-11-17T10:00", "2026-11-18T09:00", date(2026, 11, 24), id="over one night: one day"
        ),
        pytest.param(
            "2026-11-20T10:00", "2026-11-23T09:00", date(2026, 11, 24), id="over a weekend: one day"
        ),
        pytest.param("2026-11-21T10:00", "2026-11-22T15:00", date(2026, 11, 23), id="on a weekend: nothing"),
        pytest.param(
            "2026-11-10T10:00", "2026-11-12T10:00", date(2026, 11, 23), id="before the start: nothing"
        ),
        pytest.param(
            "2026-11-16T11:00", "2026-11-17T09:00", date(2026, 11, 23), id="the night of the start: nothing"
        ),
        pytest.param(
            "2026-11-24T10:00", "2026-11-27T10:00", date(2026, 11, 23), id="after it was due: nothing"
        ),
        pytest.param(
            "2026-11-23T10:00", "2026-11-24T10:00", date(2026, 11, 24), id="on the due day: one day"
        ),
    ],
)
def test_a_day_does_not_count_when_the_clock_stands_paused_as_it_ends(
    starts: str, ends: str, on: date
) -> None:
    assert due_on(paused(london(*starts.split("T")), london(*ends.split("T")))) == on


def test_pauses_that_overlap_count_once() -> None:
    twice = [
        paused(london("2026-11-17"), london("2026-11-19")),
        paused(london("2026-11-18"), london("2026-11-20")),
    ]
    once = paused(london("2026-11-17"), london("2026-11-20"))
    assert due_on(*twice) == due_on(once) == date(2026, 11, 26)


@pytest.mark.parametrize(("unit", "duration"), [(Unit.CALENDAR_DAY, 28), (Unit.MONTH, 1)])
def test_days_and_months_move_on_by_the_days_that_stood_still(unit: Unit, duration: int) -> None:
    two_nights = paused(london("2026-11-18"), london("2026-11-20"))
    without, with_pause = (
        due_on(unit=unit, duration=duration),
        due_on(two_nights, unit=unit, duration=duration),
    )
    assert without is not None
    assert with_pause == without + timedelta(days=2)


@pytest.mark.parametrize(
    ("spans", "hours_later"),
    [
        pytest.param([(1, 3)], 2, id="one pause"),
        pytest.param([(1, 3), (2, 5)], 4, id="two that overlap"),
        pytest.param([(1, 9), (2, 5)], 8, id="one inside another"),
        pytest.param([(-5, 2)], 2, id="begun before the clock"),
        pytest.param([(24, 30)], 0, id="begun when it was due"),
        pytest.param([(23, 25), (25, 27)], 4, id="the second reached only through the first"),
    ],
)
def test_hours_move_on_by_the_hours_that_stood_still(spans: list[tuple[int, int]], hours_later: int) -> None:
    def hour(number: int) -> datetime:
        return RECEIVED + timedelta(hours=number)

    pauses = [paused(hour(start), hour(end)) for start, end in spans]
    one = due(rule(Unit.HOUR, 24), started_at=RECEIVED, pauses=pauses, calendar=CALENDAR)
    assert one.at == hour(24 + hours_later)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR])
def test_while_an_open_pause_holds_it_a_clock_is_not_due(unit: Unit) -> None:
    since = london("2026-11-16", "10:30")
    one = due(rule(unit, 1), started_at=RECEIVED, pauses=[paused(since, None)], calendar=CALENDAR)

    assert (one.at, one.on, one.warnings) == (None, None, ())
    assert one.paused_since == since
    assert "Paused since 16 November 2026 while waiting for the referrer to answer." in one.because
    stands = state(one, now=london("2027-06-01"))
    assert (stands.standing, stands.sentence) == (Standing.PAUSED, "paused since 16 November 2026")


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR])
def test_a_pause_opened_when_the_clock_had_run_out_saves_nobody(unit: Unit) -> None:
    opened_too_late = paused(london("2026-11-18"), None)
    one = due(rule(unit, 1), started_at=RECEIVED, pauses=[opened_too_late], calendar=CALENDAR)
    assert one.at == due(rule(unit, 1), started_at=RECEIVED, calendar=CALENDAR).at
    assert one.paused_since is None


def test_a_pause_of_no_length_stops_nothing() -> None:
    assert due_on(paused(london("2026-11-17"), london("2026-11-17"))) == due_on()


@pytest.mark.parametrize(
    ("starts", "ends", "complaint"),
    [
        (london("2026-11-17").replace(tzinfo=None), None, "time zone"),
        (london("2026-11-17"), london("2026-11-18").replace(tzinfo=None), "time zone"),
        (london("2026-11-17"), london("2026-11-16"), "end before it starts"),
    ],
    ids=["a start without a zone", "an end without a zone", "backwards"],
)
def test_a_pause_refuses(starts: datetime, ends: datetime | None, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        paused(starts, ends)
