"""Bytes that belong to no file: left by a process that was killed between writing them and committing their row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.db import connection

from caseward.foundation.storage import configuration, shelf


OLD_ENOUGH = timedelta(days=1)  # a command that is still running may yet commit its file
BATCH = 500


@dataclass(frozen=True, slots=True)
class Sweep:
    """What lies about: whole files that no row knows, and files that were never finished."""

    orphans: tuple[str, ...]
    unfinished: tuple[Path, ...]


def look(*, now: datetime) -> Sweep:
    """Find what is older than a day and belongs to nothing; changes nothing."""
    before = (now - OLD_ENOUGH).timestamp()
    folder = configuration.folder()
    old = (address for address, written_at in shelf.addresses(folder) if written_at < before)
    unfinished = tuple(path for path, written_at in shelf.unfinished(folder) if written_at < before)
    return Sweep(orphans=tuple(_unknown(old)), unfinished=unfinished)


def remove(found: Sweep) -> None:
    """Take away what was found."""
    for address in found.orphans:
        shelf.remove(configuration.folder(), address=address)
    for path in found.unfinished:
        path.unlink(missing_ok=True)


def _unknown(addresses: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(addresses, BATCH)):
        with connection.cursor() as cursor:
            cursor.execute("select * from sec.unknown_addresses(%s)", [batch])
            yield from (address for (address,) in cursor.fetchall())
