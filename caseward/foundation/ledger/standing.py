"""How the ledger of a database stands against what was witnessed outside it, over any connection of its owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from caseward.kernel.ledger import (
    Checkpoint,
    Frontier,
    SignedCheckpoint,
    leaf_hash,
    read_checkpoint,
    verify_checkpoint,
)
from caseward.kernel.ledger.checkpoints import MOST_BYTES
from caseward.kernel.reading import Unreadable


Connection = psycopg.Connection[Any]

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries are sealed, how many wait, since when, and what the last checkpoint says."""

    sealed: int
    waiting: int
    oldest: datetime | None
    checkpoint: str


def standing(owner: Connection) -> Standing:
    """What the database itself says."""
    last = owner.execute("select size, text from ledger_checkpoint order by size desc limit 1").fetchone()
    lag = owner.execute("select entries, oldest from sec.ledger_unsealed()").fetchone() or (0, None)
    return Standing(last[0] if last else 0, lag[0], lag[1], last[1] if last else "")


def checkpoint_at(owner: Connection, size: int) -> str:
    """The text of the checkpoint that the database has for this size, or nothing."""
    row = owner.execute("select text from ledger_checkpoint where size = %s", [size]).fetchone()
    return str(row[0]) if row else ""


def newest_witnessed(folder: Path) -> SignedCheckpoint | Unreadable | None:
    """The checkpoint of the greatest size that the folder holds; names are sizes, and what lies in the file counts."""
    files = [file for file in folder.glob("*.txt") if file.stem.isdigit()] if folder.is_dir() else []
    if not files:
        return None
    newest = max(files, key=lambda file: int(file.stem))
    with newest.open("rb") as reading:
        return read_checkpoint(reading.read(MOST_BYTES + 1))


def is_signed(signed: SignedCheckpoint, *, key: Ed25519PublicKey) -> bool:
    """Whether our key signed it."""
    return verify_checkpoint(signed, public_key=key)


def agrees(owner: Connection, witnessed: Checkpoint) -> bool:
    """Whether the entries, hashed anew from their stored bytes, come to the root that was witnessed."""
    frontier = Frontier.empty()
    for leaf in _leaves(owner, witnessed.size):
        frontier.append(leaf)
    return frontier.size == witnessed.size and frontier.root() == witnessed.root


def _leaves(owner: Connection, size: int) -> Iterator[bytes]:
    """Of each entry in sealed order; one that is missing leaves a gap, and the count is short."""
    with owner.transaction(), owner.cursor(name="leaves") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(
            "select e.body from ledger_leaf l join ledger_entry e on e.sequence = l.entry_sequence "
            "where l.index < %s order by l.index",
            [size],
        )
        for (body,) in cursor:
            yield leaf_hash(bytes(body))
