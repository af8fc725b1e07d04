"""How long what is said by name about who may know a record lasts."""

from dataclasses import dataclass
from datetime import date, timedelta


# What may never be published: a grant outlives no year, emergency access no hour (reliability figure S3).
A_YEAR, AN_HOUR = timedelta(days=366), timedelta(minutes=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByName:
    """One version of the figures; raises ValueError for one that lets access last longer than is promised."""

    key: str
    version: str
    title: str
    usual_months: int
    longest: timedelta
    unused: timedelta
    second_person_within: timedelta
    emergency: timedelta
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None

    def __post_init__(self) -> None:
        nothing = timedelta(0)
        if not nothing < self.longest <= A_YEAR:
            raise ValueError("Access by name lasts for a day at least, and a year at most.")
        if not nothing < self.emergency <= AN_HOUR:
            raise ValueError("Emergency access lasts for a minute at least, and an hour at most.")
        if min(self.usual_months, 1) < 1 or self.second_person_within <= nothing or self.unused <= nothing:
            raise ValueError("Every figure of access by name is above nought.")

    def is_in_force(self, *, on: date) -> bool:
        """Whether what begins on that day begins under this version."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)
