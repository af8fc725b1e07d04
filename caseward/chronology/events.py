"""What the ledger is told of entries: which, about what, of which kind; never what they say."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class EntryMade(Event):
    """Something was entered into a chronology."""

    type = "entry.made"
    operation = Operation.COLLECTION
    makes = {"entry_id": ("chronology_entry",)}
    entry_id: UUID
    about_id: UUID
    kind: str
    nature: str


@dataclass(frozen=True, kw_only=True)
class EntryAddedTo(Event):
    """Something was added to an entry, which itself stands unchanged."""

    type = "entry.added-to"
    operation = Operation.COLLECTION
    makes = {"entry_id": ("chronology_entry",)}
    entry_id: UUID
    about_id: UUID
    original_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntryCorrected(Event):
    """An entry was put right by another; both stand."""

    type = "entry.corrected"
    operation = Operation.ALTERATION
    makes = {"entry_id": ("chronology_entry",)}
    entry_id: UUID
    about_id: UUID
    original_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountGiven(Event):
    """Another account of the same event was entered beside the first."""

    type = "entry.account-given"
    operation = Operation.COLLECTION
    makes = {"entry_id": ("chronology_entry",)}
    entry_id: UUID
    about_id: UUID
    original_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntryViewed(Event):
    """Somebody read one entry on its own page."""

    type = "entry.viewed"
    operation = Operation.CONSULTATION
    entry_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class _OfTwo(Event):
    """Something said of two entries together."""

    operation = Operation.COMBINATION
    same_event_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntriesJoined(_OfTwo):
    """Somebody said that two entries tell of one event."""

    type = "entry.joined"


@dataclass(frozen=True, kw_only=True)
class EntryReliedOn(_OfTwo):
    """Somebody decided which of two entries of one event is relied on."""

    type = "entry.relied-on"
    entry_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntriesParted(_OfTwo):
    """Two entries that were joined tell of two events after all."""

    type = "entry.parted"
