"""Whether the ledger is sealed in time and says what was witnessed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from caseward.foundation.ledger import keys, standing
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient
from caseward.kernel.ledger import SignedCheckpoint
from caseward.kernel.reading import Unreadable


LATE, TOO_LATE = timedelta(minutes=5), timedelta(hours=1)


def examine(patient: Patient) -> Iterator[Finding]:
    """Sealing lag, then the last checkpoint outside the database against the database's."""
    stands = standing.standing(patient.owner)
    yield _lag(stands, patient)
    yield _witness(stands, patient)


def _lag(stands: standing.Standing, patient: Patient) -> Finding:
    waited = patient.now - stands.oldest if stands.oldest else timedelta()
    says = f"{stands.sealed} ledger entries are sealed and {stands.waiting} wait"
    if stands.waiting:
        says += f", the oldest for {waited.total_seconds() / 60:.0f} minutes"
    mend = (
        "Start the worker. If it runs, look for a transaction that is open for long (pg_stat_activity); after a "
        "restore by hand run, as the owner: select sec.ledger_goes_on();"
    )
    if waited > TOO_LATE:
        return wrong("ledger.sealing", f"{says}.", mend=mend)
    return (
        attention("ledger.sealing", f"{says}.", mend=mend)
        if waited > LATE
        else ok("ledger.sealing", f"{says}.")
    )


def _witness(stands: standing.Standing, patient: Patient) -> Finding:
    folder = Path(settings.LEDGER_WITNESS)
    kept = standing.newest_witnessed(folder)
    if isinstance(kept, SignedCheckpoint):
        return _compared(kept, stands, patient)
    if isinstance(kept, Unreadable):
        mend = "Find out who changed the file, and compare with copies of it elsewhere."
        return wrong(
            "ledger.witness", f"The newest file in {folder} is no checkpoint, or was changed.", mend=mend
        )
    if not stands.sealed:
        return ok("ledger.witness", "Nothing was sealed yet, so nothing could be witnessed.")
    mend = "Find out where the folder went; CASEWARD_WITNESS names it. The next sealing writes its checkpoints again."
    return wrong("ledger.witness", f"The folder {folder} holds no checkpoint.", mend=mend)


def _compared(kept: SignedCheckpoint, stands: standing.Standing, patient: Patient) -> Finding:
    size = kept.checkpoint.size
    if _is_forged(kept):
        mend = "Find out which key signed it: either the key was replaced, or somebody made a witness of his own."
        return wrong(
            "ledger.witness", "The newest witnessed checkpoint was not signed with our key.", mend=mend
        )
    if size > stands.sealed:
        says = (
            f"Rolled back: {size} entries were witnessed and the database knows of {stands.sealed} sealed ones; "
            f"{size - stands.sealed} are missing."
        )
        return wrong(
            "ledger.witness", says, mend="Stop serving. Restore a newer backup (docs/operate/backup.md)."
        )
    if standing.checkpoint_at(patient.owner, size) != kept.text:
        mend = "Stop serving, keep both, and verify an export with: caseward verify --checkpoint"
        return wrong("ledger.witness", "The database has another checkpoint than was witnessed.", mend=mend)
    at = f"{kept.checkpoint.at:%Y-%m-%d %H:%M} UTC"
    says = f"The database extends the checkpoint witnessed at {at} over {size} entries."
    if size < stands.sealed:
        mend = "See whether the folder can be written to; the next sealing writes what is missing."
        return attention(
            "ledger.witness", f"{says} {stands.sealed - size} later ones are not witnessed.", mend=mend
        )
    return ok("ledger.witness", says)


def _is_forged(kept: SignedCheckpoint) -> bool:
    """Without a key nothing can be said; that it is missing is said where keys are looked at."""
    try:
        return not standing.is_signed(kept, key=keys.signing_key().public_key())
    except (ImproperlyConfigured, ValueError, OSError):
        return False
