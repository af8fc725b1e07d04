"""A backup of one server restored into another: everything is there, or it is said what is not."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from caseward.foundation import clock
from caseward.foundation.database import address, roles, server
from caseward.foundation.ledger import sealing, writer
from caseward.foundation.ledger.events import CommandRefused
from caseward.foundation.operating.backups import making, manifest, places, restoring
from caseward.foundation.operating.backups.faults import NotDone
from caseward.foundation.operating.findings import Finding, State
from caseward.foundation.storage import shelf
from tests import roles as login_roles
from tests.foundation.database import external
from tests.foundation.database.conftest import data  # noqa: F401  a folder that PostgreSQL's account may reach


pytestmark = [pytest.mark.commits, pytest.mark.slow]

STORED = "0123456789abcdef0123456789abcdef"
Elsewhere = Callable[[], places.Places]


@pytest.fixture
def here(witness: Path, database_address: object, settings: Any) -> places.Places:
    """The test's own database, as an installation whose server is somebody's."""
    login = connection.settings_dict
    socket = f"?host={quote(login['HOST'], safe='')}&port={login['PORT'] or 5432}"
    url = f"postgresql://caseward_runtime@/{login['NAME']}{socket}"
    shelf.write(settings.FILES_FOLDER, address=STORED, pieces=[b"sealed bytes"])
    return places.Places({"DATABASE_URL": url}, settings.FILES_FOLDER, witness, settings.LEDGER_KEY_FILE)


@pytest.fixture
def elsewhere(here: places.Places, data: Path) -> places.Places:  # noqa: F811  pytest's way
    """Another machine, to which the keys and the witness were brought."""
    return places.Places({"CASEWARD_DATA": str(data)}, data / "files", here.witness, here.ledger_key)


@pytest.fixture
def backup(here: places.Places, tmp_path: Path) -> Path:
    making.back_up(tmp_path / "backup", of=here, now=clock.now())
    return tmp_path / "backup"


def write(count: int) -> None:
    with transaction.atomic():
        occasion = writer.Occasion(clock.now(), uuid4(), uuid4(), "try", "")
        writer.append([CommandRefused(command="try", code="some.code")] * count, occasion)


def states(findings: list[Finding]) -> dict[str, State]:
    return {finding.code: finding.state for finding in findings}


def said(findings: list[Finding], code: str) -> str:
    return next(finding.says for finding in findings if finding.code == code)


@contextmanager
def moved_to(there: places.Places) -> Iterator[None]:
    """Django works on the restored database, as the runtime role."""
    ours = server.Server(address.data_folder(there.environ))
    ours.start()
    usual = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        HOST=ours.address.host, PORT="", NAME="caseward", USER=login_roles.RUNTIME
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
        ours.stop()


def test_everything_comes_back_and_the_ledger_goes_on(
    backup: Path, elsewhere: places.Places, settings: Any
) -> None:
    found = restoring.restore(backup, into=elsewhere)

    assert set(states(found).values()) == {State.OK}
    with shelf.opened(elsewhere.files, address=STORED) as file:
        assert file.read() == b"sealed bytes"
    with moved_to(elsewhere):
        write(2)
        assert sealing.seal(now=clock.now()) >= 2
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_case")
            assert cursor.fetchone() == (0,), "the runtime role is bound as it was"


def test_a_backup_older_than_its_witness_is_called_rolled_back(
    backup: Path, elsewhere: places.Places
) -> None:
    write(3)
    assert sealing.seal(now=clock.now()) == 3
    found = restoring.restore(backup, into=elsewhere)

    assert states(found)["restore.witness"] is State.WRONG
    assert said(found, "restore.witness").startswith("Rolled back: ")
    assert "and 3 of them are missing here" in said(found, "restore.witness")


def test_a_ledger_that_was_changed_before_the_backup_is_found(
    here: places.Places, elsewhere: places.Places, tmp_path: Path
) -> None:
    with here.database() as owner:
        owner.execute("alter table ledger_entry disable trigger ledger_entry_append_only")
        owner.execute(
            "update ledger_entry set body = 'x', leaf = sha256('\\x0078') where sequence = "
            "(select min(sequence) from ledger_entry)"
        )
        owner.execute("alter table ledger_entry enable always trigger ledger_entry_append_only")
        owner.commit()
    making.back_up(tmp_path / "backup", of=here, now=clock.now())
    found = states(restoring.restore(tmp_path / "backup", into=elsewhere))

    assert (found["restore.ledger"], found["restore.witness"]) == (State.WRONG, State.WRONG)


def test_without_a_witness_it_says_that_it_cannot_know(backup: Path, elsewhere: places.Places) -> None:
    shutil.rmtree(elsewhere.witness)

    assert states(restoring.restore(backup, into=elsewhere))["restore.witness"] is State.ATTENTION


def test_it_goes_into_an_empty_place_only(
    here: places.Places, backup: Path, elsewhere: places.Places
) -> None:
    with pytest.raises(NotDone, match="holds files already"):
        restoring.restore(backup, into=here)
    empty = places.Places(here.environ, elsewhere.files, here.witness, here.ledger_key)
    with pytest.raises(NotDone, match="holds tables already"):
        restoring.restore(backup, into=empty)
    with pytest.raises(NotDone, match="not empty"):
        making.back_up(backup, of=here, now=clock.now())


@pytest.mark.parametrize("name", [manifest.DUMP, manifest.SUMS, f"{manifest.FILES}/01/{STORED[2:]}"])
@pytest.mark.parametrize("how", ["gone", "cut", "one bit"])
def test_a_spoilt_backup_is_never_taken_for_a_good_one(
    backup: Path, elsewhere: places.Places, name: str, how: str
) -> None:
    file = backup / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    if how != "gone":
        file.write_bytes(content if how == "one bit" else content[:-1])

    with pytest.raises(NotDone, match=r"spoilt|no whole backup"):
        restoring.restore(backup, into=elsewhere)
    assert not elsewhere.files.exists()


def test_an_interrupted_backup_is_never_taken_for_a_good_one(backup: Path, elsewhere: places.Places) -> None:
    (backup / manifest.NAME).unlink()

    with pytest.raises(NotDone, match="It was interrupted"):
        restoring.restore(backup, into=elsewhere)


def test_a_dump_that_fails_leaves_no_manifest(
    here: places.Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWARD_POSTGRES_BIN", "/bin")
    with pytest.raises((NotDone, OSError)):
        making.back_up(tmp_path / "backup", of=here, now=clock.now())
    assert not (tmp_path / "backup" / manifest.NAME).exists()


def test_rows_that_are_missing_are_named_by_table(
    backup: Path, elsewhere: places.Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = manifest.read(backup)
    more = {**known.rows, "public.cases_case": 7}
    lying = manifest.Manifest(**{**{f: getattr(known, f) for f in manifest.Manifest.__slots__}, "rows": more})
    (backup / manifest.NAME).unlink()
    manifest.write(backup, lying)

    found = restoring.restore(backup, into=elsewhere)
    assert "public.cases_case" in said(found, "restore.rows")


def test_a_backup_is_closed_to_others_and_holds_no_key(backup: Path, here: places.Places) -> None:
    secret = here.ledger_key.read_bytes().splitlines()[1]

    assert backup.stat().st_mode & 0o777 == 0o700
    assert all(secret not in path.read_bytes() for path in backup.rglob("*") if path.is_file())


def test_a_server_of_the_distribution_is_backed_up_and_restored(
    here: places.Places, tmp_path: Path, settings: Any
) -> None:
    """Restored there from here, then backed up there and restored into a second database of it."""
    with external.cluster() as administrator:
        one, other = (prepared(administrator, name, here, tmp_path) for name in ("one", "other"))
        making.back_up(tmp_path / "first", of=here, now=clock.now())
        assert set(states(restoring.restore(tmp_path / "first", into=one)).values()) == {State.OK}
        made = making.back_up(tmp_path / "second", of=one, now=clock.now())
        found = restoring.restore(tmp_path / "second", into=other)

    assert made.server.startswith(str(external.programs().parent.name))
    assert set(states(found).values()) == {State.OK}


def prepared(administrator: str, name: str, here: places.Places, folder: Path) -> places.Places:
    passwords = {"caseward_runtime": "one", "caseward_owner": "two"}
    with psycopg.connect(administrator, autocommit=True) as connected:
        roles.prepare(connected, database=name, passwords=passwords)
    place = administrator.split("@")[1].replace("/postgres", f"/{name}")
    environ = {
        "DATABASE_URL": f"postgresql://caseward_runtime:one@{place}",
        "DATABASE_OWNER_URL": f"postgresql://caseward_owner:two@{place}",
    }
    return places.Places(environ, folder / name, here.witness, here.ledger_key)
