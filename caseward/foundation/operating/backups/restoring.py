"""Restoring a backup into an empty place, and saying what it lacks."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from caseward.foundation.ledger import standing
from caseward.foundation.operating.backups import manifest, places, programs
from caseward.foundation.operating.backups.faults import NotDone
from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.storage import shelf
from caseward.kernel.ledger import SignedCheckpoint, read_checkpoint
from caseward.kernel.reading import Unreadable


# They are the administrator's, who made them when the server was prepared.
NOT_OURS = (" EXTENSION ", " COMMENT - EXTENSION ", " SCHEMA - public ", " COMMENT - SCHEMA public ")

Owner = psycopg.Connection[Any]


def restore(folder: Path, *, into: places.Places) -> list[Finding]:
    """Restore a whole backup into a place without tables and files; NotDone where either is not so."""
    known = manifest.read(folder)
    if into.files.is_dir() and any(into.files.iterdir()):
        raise NotDone(f"{into.files} holds files already: a backup is restored into an empty place only.")
    with into.database() as owner:
        _refuse_tables(owner)
        owner.commit()
        _load(folder, into)
        _settle(owner)
        _put_files_back(folder, into)
        return list(_compared(owner, known, folder, into))


def _refuse_tables(owner: Owner) -> None:
    row = owner.execute("select count(*) from pg_tables where schemaname in ('public', 'sec')").fetchone()
    if row and row[0]:
        raise NotDone("The database holds tables already: a backup is restored into an empty place only.")


def _load(folder: Path, into: places.Places) -> None:
    """All or nothing: a restore that was interrupted leaves the database empty."""
    dump = str(folder / manifest.DUMP)
    wanted = [
        line
        for line in programs.told("pg_restore", "--list", dump).splitlines()
        if not any(word in line for word in NOT_OURS)
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".list") as listed:
        listed.write("\n".join(wanted))
        listed.flush()
        # A function of ours sets a limit of pg_trgm, which only a session that has used pg_trgm lets an owner do.
        programs.poured(
            ["pg_restore", "--no-owner", f"--use-list={listed.name}", "--file=-", dump],
            into=[
                "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
                "--command=select similarity('a', 'b')", "--file=-",
            ],
            login=into.login,
        )  # fmt: skip


def _settle(owner: Owner) -> None:
    """The ledger goes on after its last entry; whoever was signed in then signs in again."""
    owner.execute("select sec.ledger_goes_on()")
    owner.execute(
        "update sec.session set ended_at = now(), ended_because = 'RESTORED' where ended_at is null"
    )
    owner.execute("analyze")
    owner.commit()


def _put_files_back(folder: Path, into: places.Places) -> None:
    for address, _written in shelf.addresses(folder / manifest.FILES):
        with shelf.place(folder / manifest.FILES, address).open("rb") as reading:
            shelf.write(into.files, address=address, pieces=iter(lambda: reading.read(1 << 20), b""))


def _compared(owner: Owner, known: manifest.Manifest, folder: Path, into: places.Places) -> Iterator[Finding]:
    yield _rows(owner, known)
    yield _files(owner, into)
    key = _key(into.ledger_key)
    if key is None:
        says = f"The ledger's key is not at {into.ledger_key}, so no checkpoint could be checked."
        yield wrong("restore.key", says, mend="Put the keys back, then run: caseward doctor")
        return
    yield _own_checkpoint(owner, folder, key)
    yield _witness(owner, into, key)


def _rows(owner: Owner, known: manifest.Manifest) -> Finding:
    found = places.rows(owner)
    off = sorted(name for name in found.keys() | known.rows.keys() if found.get(name) != known.rows.get(name))
    if off:
        says = f"Tables with other numbers of rows than were backed up: {', '.join(off)}."
        return wrong(
            "restore.rows", says, mend="Do not serve from this database: restore again, from another copy."
        )
    return ok(
        "restore.rows", f"All {len(found)} tables have the {sum(found.values()):,} rows that were backed up."
    )


def _files(owner: Owner, into: places.Places) -> Finding:
    addresses = [address for (address,) in owner.execute("select address from storage_storedfile")]
    missing = sum(1 for address in addresses if not shelf.place(into.files, address).is_file())
    if missing:
        says = f"{missing} of {len(addresses)} files that rows speak of are not there."
        return wrong("restore.files", says, mend="Look for them in an older backup, under the same names.")
    return ok("restore.files", f"All {len(addresses)} files that rows speak of are there.")


def _own_checkpoint(owner: Owner, folder: Path, key: Ed25519PublicKey) -> Finding:
    """The ledger hashed anew against the checkpoint that was backed up with it."""
    note = (folder / manifest.CHECKPOINT).read_bytes()
    if not note:
        return ok("restore.ledger", "No ledger entry had been sealed when the backup was made.")
    return _held_against(owner, read_checkpoint(note), key, code="restore.ledger", whose="backed up with it")


def _witness(owner: Owner, into: places.Places, key: Ed25519PublicKey) -> Finding:
    kept = standing.newest_witnessed(into.witness)
    if kept is None:
        says = f"There is no checkpoint in {into.witness}: whether a newer state was lost cannot be said."
        mend = "Bring the witness's folder here and run: caseward doctor"
        return attention("restore.witness", says, mend=mend)
    if isinstance(kept, SignedCheckpoint):
        missing = kept.checkpoint.size - standing.standing(owner).sealed
        if missing > 0 and standing.is_signed(kept, key=key):
            return _rolled_back(kept, missing)
    return _held_against(owner, kept, key, code="restore.witness", whose="witnessed outside the database")


def _rolled_back(kept: SignedCheckpoint, missing: int) -> Finding:
    at = f"{kept.checkpoint.at:%Y-%m-%d %H:%M} UTC"
    says = (
        f"Rolled back: {kept.checkpoint.size} entries were witnessed at {at}, and {missing} of them are missing here. "
        "What they recorded is missing, too."
    )
    mend = "Look for a newer backup. If there is none, follow docs/operate/backup.md: people must be told what is gone."
    return wrong("restore.witness", says, mend=mend)


def _held_against(
    owner: Owner, kept: SignedCheckpoint | Unreadable, key: Ed25519PublicKey, *, code: str, whose: str
) -> Finding:
    mend = "Do not serve from this database, and keep the backup for whoever finds out why."
    if isinstance(kept, Unreadable) or not standing.is_signed(kept, key=key):
        return wrong(code, f"The checkpoint {whose} was changed, or another key signed it.", mend=mend)
    if not standing.agrees(owner, kept.checkpoint):
        return wrong(code, f"The ledger is not the one of the checkpoint {whose}.", mend=mend)
    return ok(code, f"The ledger agrees with the checkpoint {whose}, over {kept.checkpoint.size} entries.")


def _key(place: Path) -> Ed25519PublicKey | None:
    try:
        key = serialization.load_pem_private_key(place.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        return None
    return key.public_key() if isinstance(key, Ed25519PrivateKey) else None
