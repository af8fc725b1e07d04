"""Ages: what is known of a birth when only an age is, how old somebody was, and how two dates agree."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseward.kernel import wording
from caseward.kernel.dates import partial


# People have been older, but among typed ages and dates a greater one is a slip (data sheet DOB: under 120).
OLDEST_AGE = 119


@dataclass(frozen=True, slots=True)
class ApproximateAge:
    """Youngest and oldest age, in whole years, on the day somebody said "about fifteen"; ValueError if impossible."""

    youngest: int
    oldest: int
    as_at: date

    def __post_init__(self) -> None:
        if not 0 <= self.youngest <= self.oldest <= OLDEST_AGE:
            raise ValueError(f"An age is from 0 to {OLDEST_AGE}, the younger bound first.")
        if self.as_at.year <= OLDEST_AGE + 1:
            raise ValueError("An age was said on a day of the last centuries.")

    @property
    def precision(self) -> partial.Precision:
        """Always the coarsest: no part of the date itself is known."""
        return partial.Precision.AGE

    @property
    def earliest(self) -> date:
        """The first day of birth it allows."""
        return _years_before(self.as_at, self.oldest + 1) + timedelta(days=1)

    @property
    def latest(self) -> date:
        """The last day of birth it allows."""
        return _years_before(self.as_at, self.youngest)

    @property
    def words(self) -> str:
        """The age as an officer says it: "aged 15 to 17 on 2 May 2026"."""
        return f"aged {Ages(self.youngest, self.oldest).words} on {wording.day_in_words(self.as_at)}"


Born = partial.PartialDate | ApproximateAge


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages a person can have on one day, in whole years; youngest and oldest are equal when it is certain."""

    youngest: int
    oldest: int

    @property
    def is_certain(self) -> bool:
        """Whether only one age is possible."""
        return self.youngest == self.oldest

    @property
    def words(self) -> str:
        """The ages as an officer says them: "15", "15 or 16", "15 to 19"."""
        if self.is_certain:
            return str(self.youngest)
        joined_by = "or" if self.oldest == self.youngest + 1 else "to"
        return f"{self.youngest} {joined_by} {self.oldest}"


class Comparison(StrEnum):
    """How two dates agree, as far as both are known."""

    SAME = "SAME"
    COMPATIBLE = "COMPATIBLE"
    DIFFERENT = "DIFFERENT"


def age_on(born: Born, *, day: date) -> Ages | None:
    """Say how old a person is on a day, in whole years; None when not born yet, 0 as the youngest when perhaps not.

    An age is reached at the beginning of the birthday (Family Law Reform Act 1969 s.9); whoever was born on
    29 February reaches it on 1 March in other years.
    """
    if born.earliest > day:
        return None
    return Ages(max(0, _whole_years(born.latest, day)), _whole_years(born.earliest, day))


def compare(one: Born, *, other: Born) -> Comparison:
    """Say whether two dates are the same, could be one and the same, or cannot be; symmetric."""
    if one == other:
        return Comparison.SAME if one.precision is not partial.Precision.AGE else Comparison.COMPATIBLE
    if one.earliest <= other.latest and other.earliest <= one.latest:
        return Comparison.COMPATIBLE
    return Comparison.DIFFERENT


def shared_precision(one: Born, *, other: Born) -> partial.Precision:
    """Say how far two dates can be compared at all: the coarser of both."""
    order = list(partial.Precision)
    return max(one.precision, other.precision, key=order.index)


def may_be_placeholder(born: Born) -> bool:
    """Say whether a date of birth may stand for "not known": the first of a month (1 January above all)."""
    return isinstance(born, partial.PartialDate) and born.day == 1


def _whole_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _years_before(day: date, years: int) -> date:
    """The latest birthday on which a person is `years` old on `day`; 29 February falls to 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
