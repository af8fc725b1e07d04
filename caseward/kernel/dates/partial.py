"""A date as far as it is known: a day, a month or only a year."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseward.kernel import wording


class Precision(StrEnum):
    """How much of a date is known, finest first."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    AGE = "AGE"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with its month and day when they are known; ValueError for one that is in no calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day without its month is not a date.")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def from_iso(cls, stored: str) -> "PartialDate":
        """Read the canonical form back: "2009-03-14", "2009-03" or "2009"; ValueError for anything else."""
        read = cls(*(int(part) for part in stored.split("-")))
        if read.iso != stored:
            raise ValueError("A stored date is a year, a month and a day joined by hyphens, as far as known.")
        return read

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Take over a whole date."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """How much of it is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """The canonical form, which also sorts: "2009-03-14", "2009-03" or "2009"."""
        known = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(known)

    @property
    def words(self) -> str:
        """The date as an officer says it: "14 March 2009", "March 2009" or "2009"."""
        said = wording.day_in_words(self.earliest).split(" ")
        return " ".join(said[{Precision.DAY: 0, Precision.MONTH: 1}.get(self.precision, 2) :])
