"""What is read of a chronology: events, every account of each, and what was put right since."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext

from caseward.chronology.models import SameEvent
from caseward.chronology.vocabulary import (
    IN_A_LIFE,
    Amendment,
    Contact,
    EntryId,
    Kind,
    Nature,
    Source,
    ToldAlso,
    grade_in_words,
)
from caseward.decisions.queries import DecisionRow
from caseward.foundation.catalogue import catalogue
from caseward.kernel.dates import Comparison, PartialDate, compare
from caseward.kernel.decisions import Decision
from caseward.obligations.vocabulary import MatterKind


@dataclass(frozen=True, slots=True)
class Amended:
    """What was added to an account later, or put right in it."""

    id: EntryId
    how: Amendment
    text: str
    occurred: PartialDate | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says happened; `amendments` in the order they were made."""

    id: EntryId
    about_id: UUID
    about_kind: MatterKind
    about_reference: str
    kind: Kind
    text: str
    nature: Nature
    occurred_as_entered: PartialDate | None
    occurred_time: time | None
    source: Source
    source_name: str
    source_id: UUID | None
    grade: str
    contact: Contact | None
    by: str
    at: datetime
    amendments: tuple[Amended, ...]
    told_also: tuple[ToldAlso, ...] = ()

    @property
    def occurred(self) -> PartialDate | None:
        """When it happened: as last put right, otherwise as entered."""
        put_right = [amended.occurred for amended in self.amendments if amended.occurred]
        return put_right[-1] if put_right else self.occurred_as_entered

    @property
    def joined(self) -> tuple[tuple[ToldAlso, bool], ...]:
        """Each other entry of the event, and whether the days differ."""
        return tuple((told, _differ(self.occurred, told.occurred)) for told in self.told_also)

    def has(self, entry_id: UUID) -> bool:
        """Whether the id is its own or one of its amendments'."""
        return entry_id in {self.id, *(amended.id for amended in self.amendments)}

    @property
    def has_moved(self) -> bool:
        """Whether its day was put right, so that both are to be shown."""
        return self.occurred != self.occurred_as_entered

    @property
    def is_opinion(self) -> bool:
        """Whether somebody thinks so, rather than that it happened."""
        return self.nature is Nature.OPINION

    @property
    def is_decision(self) -> bool:
        """Whether it says that a decision was signed."""
        return self.kind is Kind.DECISION

    @property
    def comes_from_somebody(self) -> bool:
        """Whether its source is worth saying: what an officer writes of his own work comes from himself."""
        return self.source is not Source.OBSERVED or self.kind in {Kind.EVENT, Kind.INTELLIGENCE, *IN_A_LIFE}

    @property
    def outcome_words(self) -> str:
        """What came of a contact, in the words that are published; a code that was withdrawn stays readable."""
        code = self.contact.outcome if self.contact else ""
        known: dict[str, str] = catalogue().table("contacts", "contacts")["outcome"]
        return gettext(known.get(code, code)) if code else ""

    @property
    def graded(self) -> str:
        """Its grade in words; empty without one."""
        return grade_in_words(self.grade)

    @property
    def is_corrected(self) -> bool:
        """Whether somebody put it right since."""
        return any(amended.how is Amendment.CORRECTION for amended in self.amendments)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with every account of it that the viewer may know of, the first entered first."""

    accounts: tuple[Account, ...]

    @property
    def first(self) -> Account:
        """The account that was entered first."""
        return self.accounts[0]

    def account(self, entry_id: UUID) -> Account:
        """The account with this id, or the one that it amends; the first where it is neither."""
        return next((account for account in self.accounts if account.has(entry_id)), self.first)

    @property
    def others(self) -> tuple[Account, ...]:
        """Every further account."""
        return self.accounts[1:]

    @property
    def conflicts(self) -> bool:
        """Whether two accounts give days that cannot be one and the same."""
        dates = [account.occurred for account in self.accounts if account.occurred]
        return any(_differ(a, b) for a, b in combinations(dates, 2))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two entries of one event, why they are joined, which is relied on, and whether the viewer may decide that."""

    said: SameEvent
    one: Account
    other: Account
    may_decide: Decision


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry on its own page: its event, what was decided on it, and whether the viewer may add to it."""

    happening: Happening
    decisions: tuple[DecisionRow, ...]
    may_amend: Decision

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """The one event, as a timeline takes it."""
        return (self.happening,)


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return compare(one, other=other) is Comparison.DIFFERENT
