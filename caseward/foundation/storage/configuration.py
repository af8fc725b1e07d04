"""Where files and keys are and how much is too much, read each time, so that a new key counts at once."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from caseward.foundation.storage import apart, errors, master, scanning, sizes
from caseward.foundation.storage.checking.inspection import Limits


def folder() -> Path:
    """The folder of encrypted files."""
    return Path(settings.FILES_FOLDER)


def master_key_file() -> Path:
    """The file of the master key, used where the environment does not hold it."""
    return Path(settings.MASTER_KEY_FILE)


def master_keys() -> master.MasterKeys:
    """The master keys; MasterKeyWrong where there are none."""
    return master.load(environ=os.environ, path=master_key_file())


def key_apart_file() -> Path:
    """The file of the key of rows that are locked apart, used where the environment does not hold it."""
    return Path(settings.IDENTITY_KEY_FILE)


def keys_apart(environ: Mapping[str, str] = os.environ) -> apart.KeysApart:
    """The keys of rows that are locked apart; KeyApartWrong where there are none, or where they are no others."""
    found = apart.load(environ=environ, path=key_apart_file())
    with contextlib.suppress(errors.MasterKeyWrong):
        apart.refuse_shared(found, master.load(environ=environ, path=master_key_file()).keys)
    return found


def limits() -> Limits:
    """How much is too much."""
    return Limits(largest_bytes=sizes.largest_file())


def has_scanner() -> bool:
    """Whether files are meant to be scanned, even if nobody answers just now."""
    return bool(settings.FILES_SCANNER)


def scanner() -> scanning.Scanner:
    """The configured virus scanner, or the one that says it is none."""
    socket = settings.FILES_SCANNER
    return scanning.ClamdScanner(Path(socket)) if socket else scanning.NoScanner()
