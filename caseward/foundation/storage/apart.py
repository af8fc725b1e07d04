"""A key of its own, for the few rows that whoever has the master key and the database must still not read.

It is given like the master key, several at once: the first locks, all open. Each row is locked with a key
derived for it alone and is bound to its place, so that it opens nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseward.foundation.storage import errors, master, sealing


VARIABLE = "CASEWARD_IDENTITY_KEY"
DERIVED = b"caseward key of one row 1"


@dataclass(frozen=True, slots=True, repr=False)
class KeysApart:
    """The key that locks, and all that open; never printed."""

    current: str
    keys: Mapping[str, bytes]

    def lock(self, plain: bytes, *, row_id: UUID, place: tuple[str, ...]) -> bytes:
        """Encrypt what belongs to one row, under the current key."""
        return sealing.seal(
            _derived(self.keys[self.current], row_id), plain, place=(self.current, str(row_id), *place)
        )

    def open(self, sealed: bytes, *, locked_by: str, row_id: UUID, place: tuple[str, ...]) -> bytes:
        """Decrypt it; KeyApartWrong without the key that locked it, Unreadable when it was changed or moved."""
        if locked_by not in self.keys:
            raise errors.KeyApartWrong(f"This was locked with key {locked_by}, which is not on this machine.")
        return sealing.unseal(
            _derived(self.keys[locked_by], row_id), sealed, place=(locked_by, str(row_id), *place)
        )


def load(*, environ: Mapping[str, str], path: Path) -> KeysApart:
    """The keys from the environment or else from the file; KeyApartWrong where there are none."""
    try:
        given = environ.get(VARIABLE) or master.read_secret(path)
        found = master.parsed(given)
    except errors.MasterKeyWrong:
        wanted = "32 bytes in base64, in a file that nobody else may read or in the environment"
        raise errors.KeyApartWrong(f"{VARIABLE} is not given: it is wanted as {wanted}.") from None
    return KeysApart(found.current, found.keys)


def refuse_shared(found: KeysApart, others: Mapping[str, bytes]) -> None:
    """KeyApartWrong where one of the keys is a master key: it would open files and these rows alike."""
    if found.keys.keys() & others.keys():
        raise errors.KeyApartWrong(f"{VARIABLE} is the master key; it must be another one.")


def _derived(key: bytes, row_id: UUID) -> bytes:
    return HKDF(algorithm=SHA256(), length=sealing.KEY_BYTES, salt=row_id.bytes, info=DERIVED).derive(key)
