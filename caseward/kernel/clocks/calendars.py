"""A calendar of working days that knows where its knowledge ends, and says so rather than guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from caseward.kernel.clocks.moments import ONE_DAY
from caseward.kernel.wording import day_in_words


class CalendarRanOut(LookupError):
    """Somebody asked about a day of which the calendar has no list of bank holidays."""

    def __init__(self, calendar: "Calendar", day: date) -> None:
        covered = (
            f"covers {day_in_words(calendar.covers_from)} to {day_in_words(calendar.covers_until - ONE_DAY)}"
        )
        super().__init__(
            f"The calendar “{calendar.title}” ({calendar.key}) {covered}; {day_in_words(day)} lies outside it."
            " Publish its next version before anything can be due then."
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """Bank holidays of one jurisdiction for the days covers_from ≤ day < covers_until.

    `closes_at` is the London time after which something that arrives counts as received on the next working
    day; `weekend` holds ISO weekday numbers (6 Saturday, 7 Sunday). Raises ValueError if a holiday lies
    outside the covered days. Source: Banking and Financial Dealings Act 1971; 17:00 is our choice (design).
    """

    key: str
    version: str
    title: str
    covers_from: date
    covers_until: date
    closes_at: time
    weekend: frozenset[int] = frozenset({6, 7})
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    effective_from: date = date.min

    def __post_init__(self) -> None:
        if self.covers_until <= self.covers_from:
            raise ValueError("A calendar covers at least one day.")
        if not self.weekend < frozenset(range(1, 8)):
            raise ValueError("A weekend is some of the days 1 (Monday) to 7 (Sunday), and never all of them.")
        for day in self.holidays:
            if not self._covers(day):
                raise ValueError(
                    f"The holiday on {day_in_words(day)} lies outside the days the calendar covers."
                )

    def is_in_force(self, *, on: date) -> bool:
        """Whether this version had been published by that day; the newest always counts."""
        return self.effective_from <= on

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day; raises CalendarRanOut outside the covered days."""
        if not self._covers(day):
            raise CalendarRanOut(self, day)
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The first working day after the day; raises CalendarRanOut when it is not known."""
        return self.shifted(day, working_days=1)

    def shifted(self, day: date, *, working_days: int) -> date:
        """The day so many working days after it (before it, when negative); 0 gives the day itself."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 when until is not later."""
        return sum(self.is_working_day(after + ONE_DAY * n) for n in range(1, (until - after).days + 1))

    def _covers(self, day: date) -> bool:
        return self.covers_from <= day < self.covers_until
