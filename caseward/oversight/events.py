"""What happens to the ledger itself, and in watching who looks at what."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class LedgerRead(Event):
    """Somebody read the ledger: its own logs have purposes, too (DPA 2018 s.62)."""

    type = "ledger.read"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class DiaryOpened(Event):
    """Somebody said for what he reads a diary; the words lie in the record named."""

    type = "diary.opened"
    operation = Operation.COLLECTION
    makes = {"purpose_id": ("oversight_diarypurpose",)}
    purpose_id: UUID
    of: str
    about_id: UUID
    purpose: str


@dataclass(frozen=True, kw_only=True)
class DiaryRead(Event):
    """Somebody read a page of a diary."""

    type = "diary.read"
    operation = Operation.CONSULTATION
    of: str
    about_id: UUID
    shown: int
