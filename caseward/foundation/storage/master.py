"""The master key locks every vault's key; it lives outside the database and can be replaced.

Its file (0600) or variable holds base64 keys, one after another: the first locks, all open. A key's name is
derived from the key, so that no setting can name the wrong one.
"""

import base64
import binascii
import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseward.foundation.storage import errors, sealing


VARIABLE = "CASEWARD_MASTER_KEY"


@dataclass(frozen=True, slots=True, repr=False)
class MasterKeys:
    """The key that locks new vaults, and all that open existing ones; never printed."""

    current: str
    keys: Mapping[str, bytes]

    def lock(self, vault_key: bytes, *, place: tuple[str, ...]) -> bytes:
        """Wrap a vault's key under the current master key."""
        return sealing.seal(self.keys[self.current], vault_key, place=("vault key", self.current, *place))

    def open(self, wrapped: bytes, *, locked_by: str, place: tuple[str, ...]) -> bytes:
        """Unwrap a vault's key; MasterKeyWrong when the master key that locked it is not here."""
        if locked_by not in self.keys:
            raise errors.MasterKeyWrong(
                f"This was locked with master key {locked_by}, which is not on this machine."
            )
        return sealing.unseal(self.keys[locked_by], wrapped, place=("vault key", locked_by, *place))


def name_of(key: bytes) -> str:
    """16 hexadecimal digits that name a key and tell nothing about it."""
    return hashlib.sha256(b"caseward master key name\0" + key).hexdigest()[:16]


def parsed(text: str) -> MasterKeys:
    """Read base64 keys separated by white space or commas; the first is the current one."""
    keys = [_decoded(word) for word in text.replace(",", " ").split()]
    if not keys:
        raise errors.MasterKeyWrong("The master key is empty: it must be 32 bytes in base64.")
    return MasterKeys(current=name_of(keys[0]), keys={name_of(key): key for key in keys})


def load(*, environ: Mapping[str, str], path: Path) -> MasterKeys:
    """The keys from the environment or else from the file; a missing key is never made up here."""
    if environ.get(VARIABLE):
        return parsed(environ[VARIABLE])
    return parsed(read_secret(path))


def create(path: Path) -> None:
    """Write a first key; refuses where a file exists, because what it locked would be lost."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _write(path, _encoded(sealing.fresh_key()))
    except FileExistsError:
        raise errors.MasterKeyWrong(
            f"{path} exists already; add a key to replace it, do not make a first one."
        ) from None


def add(path: Path) -> None:
    """Put a new key before the old ones: it locks from now on, they still open."""
    new = path.with_name(path.name + ".new")
    _write(new, _encoded(sealing.fresh_key()) + read_secret(path))
    new.replace(path)


def keep_only(path: Path, *, names: frozenset[str]) -> None:
    """Drop every key but the current one and those named: done once no vault needs them."""
    text = read_secret(path)
    current = parsed(text).current
    kept = [word for word in text.split() if (name := name_of(_decoded(word))) == current or name in names]
    new = path.with_name(path.name + ".new")
    _write(new, "".join(f"{word}\n" for word in kept))
    new.replace(path)


def _decoded(word: str) -> bytes:
    try:
        key = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        raise errors.MasterKeyWrong("The master key is not base64.") from None
    if len(key) != sealing.KEY_BYTES:
        raise errors.MasterKeyWrong(
            f"The master key is {len(key)} bytes long; it must be {sealing.KEY_BYTES}."
        )
    return key


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode() + "\n"


def read_secret(path: Path) -> str:
    """What a key file says; MasterKeyWrong where it is missing or open to others."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as problem:
        raise errors.MasterKeyWrong(
            f"There is no master key: {path} cannot be read ({problem.strerror})."
        ) from None
    with os.fdopen(handle) as file:
        if stat.S_IMODE(os.fstat(handle).st_mode) & 0o077:
            raise errors.MasterKeyWrong(f"{path} can be read by others on this machine: run chmod 600 on it.")
        return file.read()


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
