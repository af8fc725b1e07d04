"""Sealing: entries that nothing can overtake become leaves, and a signed checkpoint says what they hash to."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from caseward.foundation.ledger import keys, witness
from caseward.foundation.ledger.models import Checkpoint as StoredCheckpoint
from caseward.kernel.ledger import Checkpoint, Frontier, sign_checkpoint


BATCH = 50_000  # entries in one transaction


def seal(*, now: datetime) -> int:
    """Seal what is ready and witness the new checkpoint outside the database; returns how many entries were sealed."""
    with transaction.atomic(durable=True):
        frontier = _frontier()
        leaves = _take()
        for leaf in leaves:
            frontier.append(leaf)
        if leaves:
            _keep(frontier, now=now)
    # Also when nothing was sealed: a crash may have come between the last commit and its witness.
    witness.write_missing(Path(settings.LEDGER_WITNESS))
    return len(leaves)


def _take() -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select leaf from sec.seal_ledger(%s) order by index", [BATCH])
        return [bytes(row[0]) for row in cursor.fetchall()]


def _frontier() -> Frontier:
    """The right edge as of the last checkpoint; the lock makes two sealers take turns."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('caseward ledger sealing'))")
    last = StoredCheckpoint.objects.order_by("-size").first()
    return Frontier.empty() if last is None else Frontier(last.size, [bytes(peak) for peak in last.frontier])


def _keep(frontier: Frontier, *, now: datetime) -> None:
    at = now.astimezone(UTC)
    checkpoint = Checkpoint(origin=settings.LEDGER_ORIGIN, size=frontier.size, root=frontier.root(), at=at)
    signed = sign_checkpoint(checkpoint, private_key=keys.signing_key())
    with connection.cursor() as cursor:
        cursor.execute(
            "select sec.keep_checkpoint(%s, %s, %s, %s::bytea[])",
            [frontier.size, at, signed.text, frontier.peaks],
        )
