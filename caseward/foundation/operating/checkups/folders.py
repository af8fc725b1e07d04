"""Room on the disks, and whether what must be written can be."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from caseward.foundation.database import address, places
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient


MEGABYTE = 1_000_000
LITTLE, TOO_LITTLE = 2_000 * MEGABYTE, 200 * MEGABYTE


def examine(patient: Patient) -> Iterator[Finding]:
    """The folders of data, files and witness, and of our own server where it is ours."""
    for name, folder in _folders(patient).items():
        yield _room(name, folder)


def _folders(patient: Patient) -> dict[str, Path]:
    data = address.data_folder(patient.environ)
    database = {"database": places.Places(data).cluster} if address.is_embedded(patient.environ) else {}
    return {
        "data": data,
        **database,
        "files": Path(settings.FILES_FOLDER),
        "witness": Path(settings.LEDGER_WITNESS),
    }


def _room(name: str, folder: Path) -> Finding:
    code, there = f"folders.{name}", _first_that_is_there(folder)
    free = shutil.disk_usage(there).free
    says = f"The folder of {name} ({folder}) has {free // MEGABYTE:,} MB of room."
    if name != "database" and not os.access(there, os.W_OK | os.X_OK):
        return wrong(
            code, f"{folder} cannot be written to.", mend="Give it to the account that runs Caseward."
        )
    mend = "Make room: what cannot be stored is refused, and nothing new is kept."
    if free < TOO_LITTLE:
        return wrong(code, says, mend=mend)
    return attention(code, says, mend=mend) if free < LITTLE else ok(code, says)


def _first_that_is_there(folder: Path) -> Path:
    """A folder is made with its first file; until then the one above it counts."""
    return next(one for one in (folder, *folder.parents) if one.exists())
