"""The sentence beside every due date: how long after what, what was not counted, and under which rule."""

from datetime import date, datetime

from caseward.kernel.clocks.moments import in_london
from caseward.kernel.clocks.pauses import Pause
from caseward.kernel.clocks.rules import ClockRule
from caseward.kernel.wording import day_in_words, gettext_noop


def because(
    rule: ClockRule,
    *,
    started_at: datetime,
    counted_from: date,
    pauses: tuple[Pause, ...],
    until: datetime | None,
) -> str:
    """Say why a clock is due when it is; `until` is the due instant, None while it is held."""
    began = in_london(started_at)
    sentences = [
        _span(rule, began.date()),
        _shift(began, counted_from),
        *(_stop(rule, pause) for pause in pauses if until is None or pause.starts_at < until),
        gettext_noop("Rule: {name}.").format(name=rule.name),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _span(rule: ClockRule, began: date) -> str:
    day = day_in_words(began, weekday=True)
    if rule.duration == 0:
        return gettext_noop("The same day as {event}, {day}.").format(event=rule.since, day=day)
    return gettext_noop("{duration} after {event} on {day}.").format(
        duration=rule.unit.said(rule.duration), event=rule.since, day=day
    )


def _shift(began: datetime, counted_from: date) -> str:
    if counted_from == began.date():
        return ""
    return gettext_noop("That was outside working hours ({time}), so it counts as received on {day}.").format(
        time=began.strftime("%H:%M"), day=day_in_words(counted_from, weekday=True)
    )


def _stop(rule: ClockRule, pause: Pause) -> str:
    since, words = day_in_words(in_london(pause.starts_at).date()), rule.pause_reasons[pause.reason]
    if pause.ends_at is None:
        return gettext_noop("Paused since {day} while {reason}.").format(day=since, reason=words)
    ended = day_in_words(in_london(pause.ends_at).date())
    return gettext_noop("Paused from {start} to {end} while {reason}.").format(
        start=since, end=ended, reason=words
    )
