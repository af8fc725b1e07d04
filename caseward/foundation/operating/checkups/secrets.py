"""Whether the keys are there, and for one account only."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from caseward.foundation.ledger import keys
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient
from caseward.foundation.storage import configuration, errors, master


CLOSED = "Run chmod 600 on it, and think about who could have read it."
CUSTODIANS = "select exists (select from organisations_unit where kind = 'CUSTODIAN')"
COPY = "Put back the copy that is kept apart from the backups."


def examine(patient: Patient) -> Iterator[Finding]:
    """The keys of sessions, of the ledger, of files and of links, and whether the last two open what they locked."""
    yield from _session_key(patient)
    yield _ledger_key()
    yield _master_key(patient)
    yield _key_apart(patient)


def _session_key(patient: Patient) -> Iterator[Finding]:
    """Given in the environment it has no file; Django has read it already, from wherever it is."""
    if "CASEWARD_SECRET_KEY" in patient.environ:
        yield ok("secrets.sessions", "The key of sessions and forms is given in the environment.")
        return
    usual = Path(settings.DATA) / "secrets" / "secret-key"
    file = Path(patient.environ.get("CASEWARD_SECRET_KEY_FILE", usual))
    yield _closed("sessions", file)


def _ledger_key() -> Finding:
    try:
        keys.signing_key()
    except (ImproperlyConfigured, ValueError, OSError):
        says = f"The ledger's signing key cannot be read from {settings.LEDGER_KEY_FILE}."
        return wrong("secrets.ledger", says, mend=COPY)
    return _closed("ledger", Path(settings.LEDGER_KEY_FILE))


def _master_key(patient: Patient) -> Finding:
    try:
        known = master.load(environ=patient.environ, path=configuration.master_key_file())
    except errors.MasterKeyWrong as problem:
        return wrong("secrets.files", f"The master key of files: {problem}", mend=COPY)
    needed = patient.owner.execute("select locked_by, count(*) from storage_vaultkey group by 1").fetchall()
    lost = sum(count for name, count in needed if name not in known.keys)
    if lost:
        says = f"{lost} vaults are locked with a master key that is not here: their files cannot be opened."
        return wrong("secrets.files", says, mend=COPY)
    return ok(
        "secrets.files", f"The master key of files is there and opens all {sum(n for _, n in needed)} vaults."
    )


def _key_apart(patient: Patient) -> Finding:
    """Of the rows that it locks it is told whether they open, and never how many there are."""
    code, mend = "secrets.identities", "Ask its keeper for it (docs/operate/storage-and-jobs.md)."
    try:
        known = configuration.keys_apart(patient.environ)
    except errors.KeyApartWrong as problem:
        if not patient.ask(CUSTODIANS):
            return ok(code, "There are no custodians, and no key of identity links.")
        says = f"No identity link can be made or opened. {problem}"
        return attention(code, says, mend=mend)
    needed = patient.owner.execute("select distinct locked_by from identities_sealedpair").fetchall()
    if any(name not in known.keys for (name,) in needed):
        says = "There are identity links that are locked with a key that is not here."
        return wrong(code, says, mend=f"{mend} An older key stands after the current one.")
    return ok(code, "The key of identity links is there, and opens every link.")


def _closed(name: str, file: Path) -> Finding:
    code = f"secrets.{name}"
    try:
        found = file.stat()
    except OSError:
        return wrong(code, f"There is no key of {name} at {file}.", mend=COPY)
    if stat.S_IMODE(found.st_mode) & 0o077:
        return wrong(code, f"Others on this machine may read {file}.", mend=CLOSED)
    if found.st_uid != os.geteuid():
        return wrong(
            code, f"{file} belongs to another account.", mend="Give it to the account that runs Caseward."
        )
    return ok(code, f"The key of {name} is in {file}, for this account only.")
