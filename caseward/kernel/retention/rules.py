"""A retention rule: its schedules for everybody, for a child, and for a concern that was unfounded."""

import enum
from dataclasses import dataclass
from datetime import date

from caseward.kernel.wording import counted, gettext_noop


class Presumption(enum.StrEnum):
    """What happens at a review if nobody named decides otherwise."""

    REVIEW = "REVIEW"  # nothing goes until somebody has weighed it
    DELETE = "DELETE"  # it goes, unless a named person says why it must stay


@dataclass(frozen=True, slots=True)
class Schedule:
    """First review so many months after the record closed, then every so many months, with a presumption."""

    first_after_months: int
    then_every_months: int
    presumption: Presumption

    def __post_init__(self) -> None:
        if self.first_after_months < 1 or self.then_every_months < 1:
            raise ValueError("A review comes at least 1 month later, every time.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """One version of a rule; `runs_from` finishes the sentence "6 years after …".

    `child` and `unfounded` stand beside `standard` and can only bring a review forward, never put it off.
    Raises ValueError when they would. Source: each rule names its own; retention policy is dated data.
    """

    key: str
    version: str
    title: str
    runs_from: str
    standard: Schedule
    child: Schedule | None
    unfounded: Schedule | None
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None

    def __post_init__(self) -> None:
        for special in (self.child, self.unfounded):
            if special and not _is_no_later(special, self.standard):
                raise ValueError("The schedule for a child or an unfounded concern is never the longer one.")

    def is_in_force(self, *, on: date) -> bool:
        """Whether a record that closes on that day is kept under this version."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    @property
    def name(self) -> str:
        """The rule as an officer is told it: its title and version."""
        return gettext_noop("{title}, version {version}").format(title=self.title, version=self.version)


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason why nothing may be deleted now, such as criminal proceedings, and since when it stands."""

    key: str
    title: str
    placed_on: date


def span_in_words(months: int) -> str:
    """A span as it is said: whole years from two years up, months below: "6 years", "12 months"."""
    if months >= 24 and months % 12 == 0:
        return counted(months // 12, one=gettext_noop("year"), many=gettext_noop("years"))
    return counted(months, one=gettext_noop("month"), many=gettext_noop("months"))


def _is_no_later(special: Schedule, standard: Schedule) -> bool:
    return (
        special.first_after_months <= standard.first_after_months
        and special.then_every_months <= standard.then_every_months
    )
