"""What the ledger learns of files and their keys: ids, kinds and verdicts, never a name."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class FileKept(Event):
    """A file was taken in, with what was found out about it."""

    type = "file.kept"
    operation = Operation.COLLECTION
    makes = {"file_id": ("storage_storedfile",)}
    file_id: UUID
    about_id: UUID
    kind: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class FileOpened(Event):
    """Somebody read a file."""

    type = "file.opened"
    operation = Operation.CONSULTATION
    file_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class FileScanned(Event):
    """A kept file was looked through again."""

    type = "file.scanned"
    operation = Operation.ALTERATION
    file_id: UUID
    verdict: str


@dataclass(frozen=True, kw_only=True)
class FileRemoved(Event):
    """One file was taken out for good."""

    type = "file.removed"
    operation = Operation.ERASURE
    file_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class VaultDestroyed(Event):
    """The keys of a vault were destroyed: nothing in it can be read again, in backups neither."""

    type = "vault.destroyed"
    operation = Operation.ERASURE
    vault_id: UUID
    keys: int


@dataclass(frozen=True, kw_only=True)
class MasterKeyReplaced(Event):
    """Vaults were locked anew, under another master key."""

    type = "master-key.replaced"
    operation = Operation.CONFIGURATION
    vaults: int
