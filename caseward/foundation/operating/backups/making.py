"""Making a backup: the database as of one moment, then the files, which no row of that moment can lack."""

import shutil
from datetime import datetime
from pathlib import Path

from caseward.foundation.ledger import standing
from caseward.foundation.operating.backups import manifest, places, programs
from caseward.foundation.operating.backups.faults import NotDone
from caseward.foundation.storage import shelf


MOMENT = "set transaction isolation level repeatable read, read only"


def back_up(folder: Path, *, of: places.Places, now: datetime) -> manifest.Manifest:
    """Write a backup into a new or empty folder; NotDone, and no manifest, where anything went wrong."""
    if folder.exists() and any(folder.iterdir()):
        raise NotDone(f"{folder} is not empty: a backup goes into a folder of its own.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    server, rows, sealed = _database(folder, of)
    _files(folder, of)
    made = manifest.Manifest(
        form=manifest.FORM, at=now.isoformat(timespec="seconds"), server=server, rows=rows, sealed=sealed,
        sums=manifest.write_sums(folder),
    )  # fmt: skip
    manifest.write(folder, made)
    return made


def _database(folder: Path, of: places.Places) -> tuple[str, dict[str, int], int]:
    """Dumped, counted and witnessed in one and the same moment, while people go on working."""
    with of.database() as owner:
        owner.execute(MOMENT)
        moment = owner.execute("select pg_export_snapshot(), current_setting('server_version')").fetchone()
        snapshot, version = moment or ("", "")
        programs.run(
            "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}",
            f"--file={folder / manifest.DUMP}", login=of.login,
        )  # fmt: skip
        rows, stands = places.rows(owner), standing.standing(owner)
    (folder / manifest.CHECKPOINT).write_text(stands.checkpoint, "utf-8")
    return version, rows, stands.sealed


def _files(folder: Path, of: places.Places) -> None:
    """Whole files only; one that ends between the listing and the copy had been disposed of."""
    for address, _written in shelf.addresses(of.files):
        target = shelf.place(folder / manifest.FILES, address)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            shutil.copyfile(shelf.place(of.files, address), target)
        except FileNotFoundError:
            target.unlink(missing_ok=True)
