"""What is backed up and where it goes back to: the login to the database, the folders of files and of the witness."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from caseward.foundation.database import address, server


@dataclass(frozen=True, slots=True)
class Places:
    """One installation; its keys are not among its places, so that no backup can hold them."""

    environ: Mapping[str, str]
    files: Path
    witness: Path
    ledger_key: Path

    @property
    def login(self) -> dict[str, Any]:
        """As the owner, whom row-level security does not bind."""
        return address.login(self.environ, role="owner")

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[Any]]:
        """The owner's connection; our own server is started if it does not run, and left as it was found."""
        ours = server.Server(address.data_folder(self.environ)) if address.is_embedded(self.environ) else None
        if ours:
            ours.start()
        try:
            with psycopg.connect(**{"connect_timeout": 10, **self.login}) as owner:
                yield owner
        finally:
            if ours:
                ours.stop()


TABLES = """
    select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'sec') order by 1
"""


def rows(owner: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table has, as this transaction sees it."""
    names = [name for (name,) in owner.execute(TABLES)]
    return {name: _count(owner, name) for name in names}


def _count(owner: psycopg.Connection[Any], quoted: str) -> int:
    row = owner.execute(f"select count(*) from {quoted}".encode()).fetchone()  # noqa: S608  quoted by the server
    return int(row[0]) if row else 0


def installation() -> Places:
    """Where this installation keeps what is backed up."""
    return Places(
        environ=dict(os.environ),
        files=Path(settings.FILES_FOLDER),
        witness=Path(settings.LEDGER_WITNESS),
        ledger_key=Path(settings.LEDGER_KEY_FILE),
    )
