"""Pauses: a clock stands still only where its rule says so, and only for a reason the rule names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseward.kernel.clocks.moments import end_of, london_day
from caseward.kernel.clocks.rules import ClockRule
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop, listed


class PauseNotAllowed(ValueError):
    """A pause was put to a clock whose rule does not allow it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: starts_at ≤ t < ends_at, or open while ends_at is None; with a coded reason."""

    starts_at: datetime
    ends_at: datetime | None
    reason: str

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or (self.ends_at is not None and self.ends_at.tzinfo is None):
            raise ValueError("A pause needs instants that know their time zone.")
        if self.ends_at is not None and self.ends_at < self.starts_at:
            raise ValueError("A pause cannot end before it starts.")

    def stops(self, day: date) -> bool:
        """Whether the day does not count: the clock stands paused as that London day ends."""
        end = end_of(day)
        return self.starts_at < end and (self.ends_at is None or self.ends_at >= end)


def may_pause(rule: ClockRule, *, reason: str) -> Decision:
    """Whether the rule lets its clock stand still for this reason.

    Source: brief 5.9 (a subject access identity check may pause its clock, a panel interval never).
    """
    if reason in rule.pause_reasons:
        return Allowed(rule.pause_reasons[reason])
    if not rule.pause_reasons:
        return Refused(
            code="clock.never-pauses",
            because=gettext_noop("Nothing pauses this clock: {title}.").format(title=rule.title),
        )
    return Refused(
        code="clock.reason-not-allowed",
        because=gettext_noop("This clock is not paused for that reason: {title}.").format(title=rule.title),
        remedy=gettext_noop("It may be paused while {reasons}.").format(
            reasons=listed(rule.pause_reasons.values(), joined_by="or")
        ),
    )


def checked(rule: ClockRule, pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The pauses in the order they start; raises PauseNotAllowed for one the rule does not allow."""
    for pause in pauses:
        decision = may_pause(rule, reason=pause.reason)
        if isinstance(decision, Refused):
            raise PauseNotAllowed(decision.sentence)
    return tuple(sorted(pauses, key=lambda pause: pause.starts_at))


def pushed_back(at: datetime, *, started_at: datetime, pauses: tuple[Pause, ...]) -> datetime | None:
    """An instant moved on by the time paused before it is reached; None while an open pause holds it.

    Overlapping pauses count once. `pauses` are in the order they start.
    """
    reached = started_at
    for pause in pauses:
        begins = max(pause.starts_at, reached)
        if begins >= at:
            break
        if pause.ends_at is None:
            return None
        at += max(pause.ends_at - begins, timedelta(0))
        reached = max(begins, pause.ends_at)
    return at


def first_open_day(pauses: tuple[Pause, ...]) -> date | None:
    """The first London day that an open pause stops, or None when every pause has ended."""
    opened = (london_day(pause.starts_at) for pause in pauses if pause.ends_at is None)
    return min(opened, default=None)
