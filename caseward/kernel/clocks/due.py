"""When a clock is due, and because of what: the same question always gets the same answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from caseward.kernel.clocks.calendars import Calendar
from caseward.kernel.clocks.moments import ONE_DAY, end_of, in_london, london_day, months_after, start_of
from caseward.kernel.clocks.pauses import Pause, checked, first_open_day, pushed_back
from caseward.kernel.clocks.reasons import because
from caseward.kernel.clocks.rules import ClockRule, Receipt, Unit
from caseward.kernel.wording import day_in_words, gettext_noop


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due: before `at` (UTC) is in time, at `at` is late.

    `on` is the last London day that is in time, and the one to show; both are None while an open pause holds the
    clock. `warnings` are the instants (UTC) from which it warns, earliest first.
    """

    rule: ClockRule
    calendar: Calendar
    started_at: datetime
    counted_from: date
    at: datetime | None
    on: date | None
    warnings: tuple[datetime, ...]
    paused_since: datetime | None
    pauses: tuple[Pause, ...] = ()

    @property
    def because(self) -> str:
        """The sentence beside the due date: put together for whoever reads it, since most clocks are only reckoned."""
        return because(
            self.rule,
            started_at=self.started_at,
            counted_from=self.counted_from,
            pauses=self.pauses,
            until=self.at,
        )


def due(rule: ClockRule, *, started_at: datetime, pauses: Iterable[Pause] = (), calendar: Calendar) -> Due:
    """Derive when the clock is due from its stored start and pauses.

    Day 1 is the day after the day counted from. A day on which the clock stands paused as it ends does
    not count. Hours are elapsed time. Months run to the corresponding date, clipped to the end of the
    month. Raises CalendarRanOut, PauseNotAllowed, and ValueError for an instant without its zone.
    Source: brief 5.9 (K for law, design for choices).
    """
    allowed = checked(rule, tuple(pauses))
    counted_from = day_counted_from(rule, started_at=started_at, calendar=calendar)
    at, on = _end(rule, started_at=started_at, counted_from=counted_from, pauses=allowed, calendar=calendar)
    return Due(
        rule=rule,
        calendar=calendar,
        started_at=started_at,
        counted_from=counted_from,
        at=at,
        on=on,
        warnings=_warnings(rule, at=at, on=on, started_at=started_at, calendar=calendar),
        paused_since=_held_since(allowed) if at is None else None,
        pauses=allowed,
    )


def start_due_on(rule: ClockRule, *, due_on: date, calendar: Calendar) -> datetime:
    """When (UTC) the clock starts that is due on a day, or on the last day before it on which the clock can end.

    Raises CalendarRanOut, and ValueError for a clock of hours, which is due at an instant.
    """
    if rule.unit is Unit.HOUR:
        raise ValueError("A clock of hours is due at an instant and not on a day.")
    if rule.unit is Unit.MONTH:
        return start_of(months_after(due_on, months=-rule.duration))
    if rule.unit is Unit.CALENDAR_DAY:
        return start_of(due_on - rule.duration * ONE_DAY)
    last = due_on if calendar.is_working_day(due_on) else calendar.shifted(due_on, working_days=-1)
    return start_of(calendar.shifted(last, working_days=-rule.duration))


def day_counted_from(rule: ClockRule, *, started_at: datetime, calendar: Calendar) -> date:
    """Day 0 of the clock: the London day of the event, or for office hours the next working day.

    Exactly closing time still counts as that day. Raises CalendarRanOut.
    """
    moment = in_london(started_at)
    day = moment.date()
    if rule.receipt is Receipt.AT_ONCE:
        return day
    if moment.time() > calendar.closes_at or not calendar.is_working_day(day):
        return calendar.next_working_day(day)
    return day


def moved(before: Due, *, after: Due) -> str | None:
    """What to say when a corrected event moves a due date: the old day, the new one; None if it stands."""
    if before.at == after.at:
        return None
    return gettext_noop("Was due {old}; now due {new}.").format(old=_said(before), new=_said(after))


def _said(one: Due) -> str:
    return day_in_words(one.on) if one.on else gettext_noop("when the pause ends")


def _end(
    rule: ClockRule,
    *,
    started_at: datetime,
    counted_from: date,
    pauses: tuple[Pause, ...],
    calendar: Calendar,
) -> tuple[datetime, date] | tuple[None, None]:
    if rule.unit is Unit.HOUR:
        naturally = started_at.astimezone(UTC) + timedelta(hours=rule.duration)
        at = pushed_back(naturally, started_at=started_at, pauses=pauses)
        return (at.astimezone(UTC), london_day(at)) if at else (None, None)
    days = _days_to_count(rule, counted_from)
    if not pauses:
        on: date | None = _stepped(rule, counted_from, days=days, calendar=calendar)
    else:
        counts = calendar.is_working_day if rule.unit is Unit.WORKING_DAY else _every_day
        on = _walk(counted_from, days=days, counts=counts, pauses=pauses)
    return (end_of(on), on) if on else (None, None)


def _days_to_count(rule: ClockRule, counted_from: date) -> int:
    if rule.unit is Unit.MONTH:
        return (months_after(counted_from, months=rule.duration) - counted_from).days
    return rule.duration


def _stepped(rule: ClockRule, day: date, *, days: int, calendar: Calendar) -> date:
    """Where so many days lead when nothing ever stopped: the same as walking there."""
    return calendar.shifted(day, working_days=days) if rule.unit is Unit.WORKING_DAY else day + days * ONE_DAY


def _walk(day: date, *, days: int, counts: Callable[[date], bool], pauses: tuple[Pause, ...]) -> date | None:
    """Step over the days, counting those that count and are not stopped; None if an open pause is met."""
    never_after = first_open_day(pauses) or date.max
    while days:
        day += ONE_DAY
        if day >= never_after:
            return None
        days -= counts(day) and not any(pause.stops(day) for pause in pauses)
    return day


def _every_day(_day: date) -> bool:
    return True


def _held_since(pauses: tuple[Pause, ...]) -> datetime | None:
    return next((pause.starts_at for pause in pauses if pause.ends_at is None), None)


def _warnings(
    rule: ClockRule, *, at: datetime | None, on: date | None, started_at: datetime, calendar: Calendar
) -> tuple[datetime, ...]:
    """The instants from which to warn, leaving out those that would come before the clock started."""
    if at is None or on is None:
        return ()
    instants = (_warning(rule, before=before, at=at, on=on, calendar=calendar) for before in rule.warns)
    return tuple(sorted(instant for instant in instants if instant > started_at))


def _warning(rule: ClockRule, *, before: int, at: datetime, on: date, calendar: Calendar) -> datetime:
    if rule.unit is Unit.HOUR:
        return at - timedelta(hours=before)
    if rule.unit is Unit.WORKING_DAY:
        return start_of(calendar.shifted(on, working_days=-before))
    return start_of(on - ONE_DAY * before)
