"""The published clocks and the calendar: each rule against the field, each holiday against its law."""

import re
from datetime import date, time, timedelta

import pytest

from caseward.foundation.catalogue import catalogue
from caseward.kernel.clocks import ClockRule, Due, PauseNotAllowed, Receipt, Unit, due, may_pause, state
from tests.kernel.clock_cases import london, paused


TODAY = date(2026, 11, 21)
FIRST_YEAR, LAST_YEAR = 2000, 2028
WORKING, DAYS, MONTHS = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH


def clock(key: str) -> ClockRule:
    return catalogue().clock(key, on=TODAY)


def running(key: str, started: str, at: str = "10:00") -> Due:
    return due(clock(key), started_at=london(started, at), calendar=catalogue().calendar())


@pytest.mark.parametrize(
    ("key", "duration", "unit", "receipt", "role"),
    [
        ("acknowledge-referral", 1, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("immediate-risk-screen", 0, DAYS, Receipt.AT_ONCE, "supervisor"),
        ("deconfliction", 2, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("deconfliction-repeat", 30, DAYS, Receipt.AT_ONCE, "supervisor"),
        ("gateway-decision", 5, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("second-referral-review", 1, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("case-offer", 1, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("section-36-decision", 15, WORKING, Receipt.WORKING_HOURS, "supervisor"),
        ("first-panel", 30, DAYS, Receipt.AT_ONCE, "panel-chair"),
        ("panel-interval", 1, MONTHS, Receipt.AT_ONCE, "panel-chair"),
        ("silence", 28, DAYS, Receipt.AT_ONCE, "panel-chair"),
        ("reassessment", 3, MONTHS, Receipt.AT_ONCE, "case-officer"),
        ("pcm-review", 1, MONTHS, Receipt.AT_ONCE, "supervisor"),
        ("six-month-review", 6, MONTHS, Receipt.AT_ONCE, "panel-chair"),
        ("twelve-month-review", 12, MONTHS, Receipt.AT_ONCE, "panel-chair"),
    ],
)
def test_a_clock_runs_as_the_field_has_it(
    key: str, duration: int, unit: Unit, receipt: Receipt, role: str
) -> None:
    rule = clock(key)
    assert (rule.duration, rule.unit, rule.receipt, rule.escalates_to_role) == (duration, unit, receipt, role)


def test_clocks_pause_only_where_somebody_else_has_to_say_first_what_is_wanted() -> None:
    pausing = {rule.key: dict(rule.pause_reasons) for rule in catalogue().clocks if rule.pause_reasons}
    assert pausing == {
        "gateway-decision": {"CLARIFICATION": "waiting for the referrer to clarify"},
        "data-rights-request": {"IDENTITY": "waiting for proof of identity"},
        "information-request": {"CLARIFICATION": "waiting for the requester to say what is wanted"},
    }


def test_a_panel_interval_never_pauses() -> None:
    assert not may_pause(clock("panel-interval"), reason="CLARIFICATION")
    with pytest.raises(PauseNotAllowed):
        due(
            clock("panel-interval"),
            started_at=london("2026-11-02"),
            pauses=[paused(london("2026-11-03"), None)],
            calendar=catalogue().calendar(),
        )


def test_a_referral_on_a_friday_evening_is_acknowledged_by_tuesday_but_screened_that_night() -> None:
    assert running("acknowledge-referral", "2026-11-20", "18:00").on == date(2026, 11, 24)
    assert running("immediate-risk-screen", "2026-11-20", "18:00").on == date(2026, 11, 20)


def test_the_line_of_my_work_reads_as_drawn() -> None:
    section_36 = running("section-36-decision", "2026-10-29")
    assert section_36.on == date(2026, 11, 19)
    assert state(section_36, now=london("2026-11-23")).sentence == "2 working days late"
    assert section_36.because == (
        "15 working days after the gateway decision on Thursday 29 October 2026."
        " Rule: Section 36 decision, version 2026-11-22."
    )


@pytest.mark.parametrize("rule", list(catalogue().clocks), ids=lambda rule: rule.key)
def test_every_clock_reads_as_a_sentence(rule: ClockRule) -> None:
    said = due(rule, started_at=london("2026-11-20"), calendar=catalogue().calendar()).because
    assert re.match(r"([0-9]+ .+ after|the same day as) [a-z]", said, re.IGNORECASE), said
    assert "  " not in said
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")


@pytest.mark.parametrize("rule", list(catalogue().clocks), ids=lambda rule: rule.key)
def test_every_clock_warns_before_it_ends_and_after_it_began(rule: ClockRule) -> None:
    found = due(rule, started_at=london("2026-11-20"), calendar=catalogue().calendar())
    assert len(found.warnings) == len(rule.warns)


# --- bank holidays, derived again from the law -----------------------------------------------------------


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap_centuries, not_leap = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    quarters, days = divmod(rest, 4)
    weekday = (32 + 2 * not_leap + 2 * quarters - epact - days) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def substituted(*days: date) -> set[date]:
    """Holidays moved off the weekend, each to the next free weekday."""
    taken: set[date] = set()
    for day in sorted(days, key=lambda day: (day.weekday() > 4, day)):
        while day.weekday() > 4 or day in taken:
            day += timedelta(days=1)  # noqa: PLW2901  the same holiday, moved on
        taken.add(day)
    return taken


# Royal proclamations under section 1 of the Banking and Financial Dealings Act 1971: days given, and days moved.
PROCLAIMED = {
    date(2002, 6, 3), date(2002, 6, 4), date(2011, 4, 29), date(2012, 6, 4), date(2012, 6, 5), date(2020, 5, 8),
    date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
}  # fmt: skip
MOVED = {date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


def bank_holidays(year: int) -> set[date]:
    return {day for day in (*_lawful(year), *PROCLAIMED) if day.year == year} - MOVED


def _lawful(year: int) -> set[date]:
    return {
        *substituted(date(year, 1, 1)),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        first_monday(year, 5),
        last_monday(year, 5),
        last_monday(year, 8),
        *substituted(date(year, 12, 25), date(year, 12, 26)),
    }


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_the_bank_holidays_of_a_year_are_those_of_the_law(year: int) -> None:
    published = {day for day in catalogue().calendar().holidays if day.year == year}
    assert published == bank_holidays(year)


def test_the_calendar_covers_whole_years_and_closes_at_five() -> None:
    calendar = catalogue().calendar()
    assert (calendar.covers_from, calendar.covers_until) == (
        date(FIRST_YEAR, 1, 1),
        date(LAST_YEAR + 1, 1, 1),
    )
    assert calendar.closes_at == time(17)
    assert calendar.weekend == {6, 7}
