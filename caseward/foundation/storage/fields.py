"""Secret columns: text that is encrypted for its row and column, and cannot be moved to another."""

from uuid import UUID

from caseward.foundation.storage.vaults import Vault


def seal_text(vault: Vault, text: str, *, table: str, record_id: UUID, field: str) -> bytes:
    """Encrypt a text for one field of one row; the same text never looks the same twice."""
    return vault.seal(text.encode(), place=("field", table, str(record_id), field))


def open_text(vault: Vault, sealed: bytes | memoryview, *, table: str, record_id: UUID, field: str) -> str:
    """The text again; Unreadable when it was changed or comes from another row or field."""
    return vault.unseal(bytes(sealed), place=("field", table, str(record_id), field)).decode()
