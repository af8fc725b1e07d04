"""What holds for every clock, whatever its rule, start and pauses."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from caseward.kernel.clocks import ClockRule, Due, Pause, Receipt, Standing, Unit, due, state
from caseward.kernel.clocks.moments import london_day
from tests.kernel.clock_cases import CALENDAR, paused, rule


BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
instants = st.integers(0, 60 * 24 * 400).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


@st.composite
def rules(draw: st.DrawFn, *, months: bool = True) -> ClockRule:
    unit = draw(st.sampled_from([one for one in Unit if months or one is not Unit.MONTH]))
    longest = {Unit.HOUR: 200, Unit.CALENDAR_DAY: 60, Unit.WORKING_DAY: 30, Unit.MONTH: 4}[unit]
    receipt = draw(st.sampled_from(Receipt)) if unit is Unit.WORKING_DAY else Receipt.AT_ONCE
    warns = tuple(draw(st.sets(st.integers(1, 5), max_size=2)))
    return rule(unit, draw(st.integers(1, longest)), receipt=receipt, warns=warns)


@st.composite
def pauses(draw: st.DrawFn, *, may_be_open: bool = True) -> Pause:
    starts = draw(instants)
    length = draw(st.integers(0, 60 * 24 * 12))
    open_ended = may_be_open and draw(st.integers(0, 9)) == 0
    return paused(starts, None if open_ended else starts + timedelta(minutes=length))


some_pauses = st.lists(pauses(), max_size=4)
ended_pauses = st.lists(pauses(may_be_open=False), max_size=4)


def derived(one: ClockRule, started: datetime, stops: list[Pause]) -> Due:
    return due(one, started_at=started, pauses=stops, calendar=CALENDAR)


def at_or_never(one: Due) -> datetime:
    return one.at or datetime.max.replace(tzinfo=UTC)


@given(rules(), instants, some_pauses)
def test_a_clock_is_never_due_before_it_starts(one: ClockRule, started: datetime, stops: list[Pause]) -> None:
    assert at_or_never(derived(one, started, stops)) > started


@given(rules(), instants, some_pauses, pauses())
def test_another_pause_never_makes_a_clock_due_earlier(
    one: ClockRule, started: datetime, stops: list[Pause], more: Pause
) -> None:
    before, after = derived(one, started, stops), derived(one, started, [*stops, more])
    assert at_or_never(after) >= at_or_never(before)


@given(rules(), instants, st.integers(0, 60 * 24 * 30))
def test_a_later_start_never_makes_a_clock_due_earlier(one: ClockRule, started: datetime, later: int) -> None:
    first, second = derived(one, started, []), derived(one, started + timedelta(minutes=later), [])
    assert at_or_never(second) >= at_or_never(first)


@given(rules(months=False), instants, st.integers(0, 60 * 24 * 30), ended_pauses)
def test_nor_does_it_with_pauses_where_no_month_is_clipped(
    one: ClockRule, started: datetime, later: int, stops: list[Pause]
) -> None:
    first, second = derived(one, started, stops), derived(one, started + timedelta(minutes=later), stops)
    assert at_or_never(second) >= at_or_never(first)


@given(rules(), instants, some_pauses, st.randoms(use_true_random=False))
def test_the_order_in_which_pauses_are_told_does_not_matter(
    one: ClockRule, started: datetime, stops: list[Pause], chance: object
) -> None:
    shuffled = stops.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert derived(one, started, shuffled).at == derived(one, started, stops).at


@given(rules(), instants, ended_pauses)
def test_a_pause_that_has_ended_never_holds_a_clock_for_ever(
    one: ClockRule, started: datetime, stops: list[Pause]
) -> None:
    assert derived(one, started, stops).at is not None


@given(rules(), instants, ended_pauses)
def test_the_due_day_is_the_last_london_day_in_time(
    one: ClockRule, started: datetime, stops: list[Pause]
) -> None:
    found = derived(one, started, stops)
    assert found.at is not None
    last_moment = found.at - timedelta(microseconds=1)
    assert london_day(found.at if one.unit is Unit.HOUR else last_moment) == found.on


@given(rules(), instants)
def test_a_pause_of_no_length_changes_nothing(one: ClockRule, started: datetime) -> None:
    assert derived(one, started, [paused(started, started)]).at == derived(one, started, []).at


@given(rules(), instants)
def test_a_working_day_clock_is_due_on_a_working_day(one: ClockRule, started: datetime) -> None:
    assume(one.unit is Unit.WORKING_DAY)
    found = derived(one, started, [])
    assert found.on is not None
    assert CALENDAR.is_working_day(found.on)
    assert CALENDAR.working_days_between(found.counted_from, found.on) == one.duration


@given(rules(), instants, ended_pauses, instants)
def test_a_clock_is_late_exactly_from_its_due_instant_on(
    one: ClockRule, started: datetime, stops: list[Pause], now: datetime
) -> None:
    found = derived(one, started, stops)
    assert state(found, now=now).is_late is (now >= at_or_never(found))


@given(rules(), instants, ended_pauses, instants, st.integers(0, 60 * 24 * 30))
def test_as_time_passes_a_clock_only_grows_more_urgent(
    one: ClockRule, started: datetime, stops: list[Pause], now: datetime, later: int
) -> None:
    found = derived(one, started, stops)
    urgency = list(Standing)
    first, second = state(found, now=now), state(found, now=now + timedelta(minutes=later))
    assert urgency.index(second.standing) <= urgency.index(first.standing)


@given(rules(), instants, ended_pauses)
def test_warnings_come_after_the_start_before_the_end_and_in_order(
    one: ClockRule, started: datetime, stops: list[Pause]
) -> None:
    found = derived(one, started, stops)
    assert list(found.warnings) == sorted(found.warnings)
    assert all(started < instant < at_or_never(found) for instant in found.warnings)


@given(rules(), instants, some_pauses)
def test_the_same_question_always_gets_the_same_answer(
    one: ClockRule, started: datetime, stops: list[Pause]
) -> None:
    assert derived(one, started, stops) == derived(one, started, stops)


@given(rules(), st.integers(0, 400))
def test_both_clock_changes_leave_the_due_day_where_a_plain_calendar_puts_it(
    one: ClockRule, day: int
) -> None:
    assume(one.unit is Unit.CALENDAR_DAY)
    started = BEGIN + timedelta(days=day, hours=12)
    assert derived(one, started, []).on == date(2026, 3, 1) + timedelta(days=day + one.duration)
