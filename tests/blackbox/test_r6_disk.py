"""R6: the disk runs full under work and is given room again; the same server processes go on."""

import contextlib
import http.client
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.blackbox import houses, ledgers, work
from tests.blackbox.houses import House, wait
from tests.blackbox.visitors import Answer


pytestmark = pytest.mark.blackbox

DISK = "600m"
ROOM_LEFT = 3_000_000  # bytes, for a few notes and no new segment of the log
LONG = "The family was told at length what was found and what will be done. " * 120
AT_MOST = 2_000  # notes until the disk has to be full
IN_TIME = 60  # seconds until the house has come round


@pytest.fixture
def disk() -> Iterator[Path]:
    """A small disk of its own."""
    if os.geteuid() != 0:
        pytest.skip("Only root can give a house a small disk.")
    folder = Path(tempfile.mkdtemp(prefix="caseward-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=711", "tmpfs", str(folder)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"This machine mounts no small disk: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


@pytest.fixture
def house_on_it(disk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house whose database, files and logs are all on the small disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    with houses.opened() as house:
        yield house


def test_a_full_disk_loses_nothing_and_the_same_server_goes_on(
    disk: Path, house_on_it: House, tmp_path: Path
) -> None:
    house = house_on_it
    note = work.note_on(house, "priya")
    said: list[str] = []

    with filled_up(disk):
        text, key, refused = until_refused(note, said)
        lists = [house.visitor("priya").tries("GET", path).status for path in ("/", "/cases/")]

    assert refused.status == 503
    assert refused.header("Retry-After")
    assert text.partition(".")[0] in refused.text
    assert set(lists) <= {200, 503}
    if not answers(house):
        house.start_database()  # which ended when its log found no room: whoever keeps services does this
    wait(lambda: note.send({"text": "Room again.", "nature": "FACT"}).status == 302, seconds=IN_TIME)
    # Whether the database had it already when it found no room, nobody can tell: sent again it stands there once.
    assert note.send({"text": text, "nature": "FACT"}, key=key).status == http.client.FOUND
    kept = Counter(text for (text,) in house.rows("select text from chronology_entry"))
    assert set(said) <= set(kept)
    assert kept[text] == 1
    ledgers.holds(house, tmp_path / "out")


def answers(house: House) -> bool:
    """Whether the database is there."""
    try:
        return bool(house.value("select 1"))
    except psycopg.OperationalError:
        return False


@contextlib.contextmanager
def filled_up(disk: Path) -> Iterator[None]:
    """Something else takes the room, and gives it back."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free - ROOM_LEFT)
    try:
        yield
    finally:
        ballast.unlink()


def until_refused(note: work.Opened, said: list[str]) -> tuple[str, str, Answer]:
    """Write until the disk is full, and stays so: what is taken back of a first refusal may make room for another note.

    What was acknowledged is in `said`; returned is what was refused at last, its key and the answer.
    """
    has_refused = False
    for number in range(AT_MOST):
        text, key = f"{number} {LONG}".strip(), str(uuid4())
        answer = note.send({"text": text, "nature": "FACT"}, key=key)
        if answer.status == http.client.FOUND:
            said.append(text)
        elif has_refused:
            return text, key, answer
        has_refused = answer.status != http.client.FOUND
    raise AssertionError("The disk never ran full.")
