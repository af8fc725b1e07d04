"""A calendar of working days that knows where its knowledge ends, and says so rather than guess."""

from bisect import bisect_left, bisect_right
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
    # Every covered working day by its ordinal, in order: counting and stepping look up places, and walk nowhere.
    _working: tuple[int, ...] = field(init=False, repr=False, compare=False)

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
        covered = map(date.fromordinal, range(self.covers_from.toordinal(), self.covers_until.toordinal()))
        working = tuple(day.toordinal() for day in covered if self._is_worked(day))
        object.__setattr__(self, "_working", working)

    def is_in_force(self, *, on: date) -> bool:
        """Whether this version had been published by that day; the newest always counts."""
        return self.effective_from <= on

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day; raises CalendarRanOut outside the covered days."""
        self._require(day)
        return self._is_worked(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after the day; raises CalendarRanOut when it is not known."""
        return self.shifted(day, working_days=1)

    def shifted(self, day: date, *, working_days: int) -> date:
        """The day so many working days after it (before it, when negative); 0 gives the day itself."""
        if not working_days:
            return day
        self._require(day + ONE_DAY if working_days > 0 else day - ONE_DAY)
        known, here = self._working, day.toordinal()
        place = bisect_right(known, here) - 1 if working_days > 0 else bisect_left(known, here)
        return self._at(place + working_days)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 when until is not later."""
        if until <= after:
            return 0
        for day in (after + ONE_DAY, until):
            self._require(day)
        first, last = (bisect_right(self._working, day.toordinal()) for day in (after, until))
        return last - first

    def _at(self, place: int) -> date:
        """The working day at a place; beyond either end lies the first day that nobody knows."""
        if place < 0:
            raise CalendarRanOut(self, self.covers_from - ONE_DAY)
        if place >= len(self._working):
            raise CalendarRanOut(self, self.covers_until)
        return date.fromordinal(self._working[place])

    def _is_worked(self, day: date) -> bool:
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def _require(self, day: date) -> None:
        if not self._covers(day):
            raise CalendarRanOut(self, day)

    def _covers(self, day: date) -> bool:
        return self.covers_from <= day < self.covers_until
