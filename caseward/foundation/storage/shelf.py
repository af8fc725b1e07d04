"""The folder of encrypted files: a file is there whole or not at all, under a random name."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from caseward.foundation.storage import errors


INCOMING = ".incoming"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def new_address() -> str:
    """128 random bits in hexadecimal; never a digest, which would tell that two people hold the same file."""
    return secrets.token_hex(16)


def place(root: Path, address: str) -> Path:
    """Where a file lies: 256 folders, so that none grows too long."""
    return root / address[:2] / address[2:]


def write(root: Path, *, address: str, pieces: Iterable[bytes]) -> None:
    """Write under a temporary name, make it durable, then rename; NotStored leaves nothing behind."""
    target, temporary = place(root, address), root / INCOMING / address
    try:
        for folder in (temporary.parent, target.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_durably(temporary, pieces)
        temporary.rename(target)
        _make_name_durable(target)
    except OSError as problem:
        _remove_quietly(target)
        raise errors.NotStored(_sentence(problem)) from problem
    finally:
        _remove_quietly(temporary)


def opened(root: Path, *, address: str) -> BinaryIO:
    """The encrypted file, for reading; Unreadable when it is not on the shelf."""
    try:
        return place(root, address).open("rb")
    except FileNotFoundError:
        raise errors.Unreadable("The stored file is missing.") from None


def remove(root: Path, *, address: str) -> None:
    """Take a file off the shelf; one that is not there is already removed."""
    place(root, address).unlink(missing_ok=True)


def addresses(root: Path) -> Iterator[tuple[str, float]]:
    """Every whole file with the time it was written, in seconds since 1970."""
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]")):
        for file in sorted(folder.iterdir()):
            yield folder.name + file.name, file.stat().st_mtime


def unfinished(root: Path) -> Iterator[tuple[Path, float]]:
    """What a killed process left half written, with the time of its last byte."""
    for file in sorted((root / INCOMING).glob("*")):
        yield file, file.stat().st_mtime


def _write_durably(path: Path, pieces: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(handle)


def _make_name_durable(path: Path) -> None:
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_quietly(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _sentence(problem: OSError) -> str:
    if problem.errno in FULL:
        return _(
            "The file was not kept: there is no room left where files are stored. "
            "Nothing else you typed is lost. Tell your administrator, then try again."
        )
    return _(
        "The file was not kept: the place where files are stored cannot be written to. "
        "Nothing else you typed is lost. Tell your administrator, then try again."
    )
