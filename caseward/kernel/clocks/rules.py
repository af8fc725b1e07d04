"""A clock rule: which event starts it, how long it runs, who is told, and what may pause it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseward.kernel.wording import counted, gettext_noop


class Unit(enum.StrEnum):
    """What a duration is counted in."""

    HOUR = "HOUR"
    CALENDAR_DAY = "CALENDAR_DAY"
    WORKING_DAY = "WORKING_DAY"
    MONTH = "MONTH"

    def said(self, number: int) -> str:
        """A number of these units in words: "1 working day", "28 days"."""
        one, many = _NOUNS[self]
        return counted(number, one=one, many=many)


class Receipt(enum.StrEnum):
    """When something that arrives out of hours counts as received."""

    AT_ONCE = "AT_ONCE"  # risk does not wait for office hours
    WORKING_HOURS = "WORKING_HOURS"  # after closing time or on a day off: the next working day


class Bearer(enum.StrEnum):
    """Who owes what a clock asks for."""

    OWNER = "OWNER"  # whoever owns the case
    QUEUE = "QUEUE"  # whoever holds the capability there


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder: so long after the due time, whoever is posted in the role is told, too."""

    duration: int
    unit: Unit
    escalates_to: str
    escalates_to_role: str


_NOUNS = {
    Unit.HOUR: (gettext_noop("hour"), gettext_noop("hours")),
    Unit.CALENDAR_DAY: (gettext_noop("day"), gettext_noop("days")),
    Unit.WORKING_DAY: (gettext_noop("working day"), gettext_noop("working days")),
    Unit.MONTH: (gettext_noop("month"), gettext_noop("months")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One version of a rule; a running clock remembers which.

    `starts_on` and `ends_on` are codes of events; an event in both ends one run and starts the next.
    `since` finishes the sentence "5 working days after …". `warns` counts back from the due day, in hours for
    hours, in working days for working days, otherwise in days. `pause_reasons` maps each reason
    allowed to its words; an empty mapping means never. `escalates_to_role` is told when the time has run out, and
    each of `rungs` later. `capability` is needed to take it over or from the queue. `rows` are the numbers that the
    rule has in the field's own list of clocks. Raises ValueError for a rule that contradicts itself.
    Source: each rule names its own; deadlines of policy are dated data, never code.
    """

    key: str
    version: str
    title: str
    starts_on: tuple[str, ...]
    since: str
    ends_on: tuple[str, ...]
    duration: int
    unit: Unit
    receipt: Receipt
    escalates_to: str
    escalates_to_role: str
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None
    warns: tuple[int, ...] = ()
    pause_reasons: Mapping[str, str] = field(default_factory=dict, hash=False)
    owed_by: Bearer = Bearer.OWNER
    capability: str = "case.write"
    rungs: tuple[Rung, ...] = ()
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.duration < 0 or (self.duration == 0 and self.unit is not Unit.CALENDAR_DAY):
            raise ValueError("A clock runs for at least 1; only days can be 0, which means the same day.")
        if self.duration == 0 and self.pause_reasons:
            raise ValueError("A clock that ends the same day cannot be paused.")
        if self.receipt is Receipt.WORKING_HOURS and self.unit is not Unit.WORKING_DAY:
            raise ValueError("Only a clock of working days waits for the next working day to start.")
        if any(before < 1 for before in self.warns):
            raise ValueError("A warning comes at least 1 before the due day.")
        if not self.starts_on or not self.ends_on:
            raise ValueError("A clock names the event that starts it and the one that ends it.")
        if self.effective_until is not None and self.effective_until <= self.effective_from:
            raise ValueError("A rule cannot cease before it takes effect.")

    def is_in_force(self, *, on: date) -> bool:
        """Whether a clock that starts on that day runs under this version (effective_from ≤ on < until)."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    @property
    def name(self) -> str:
        """The rule as an officer is told it: its title and version."""
        return gettext_noop("{title}, version {version}").format(title=self.title, version=self.version)
