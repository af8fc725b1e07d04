"""A file is on the shelf whole or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseward.foundation.storage import errors, shelf


def everything_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_comes_back_for_its_owner_only(tmp_path: Path) -> None:
    address = shelf.new_address()

    shelf.write(tmp_path, address=address, pieces=[b"one ", b"two"])

    with shelf.opened(tmp_path, address=address) as file:
        assert file.read() == b"one two"
    assert shelf.place(tmp_path, address).stat().st_mode & 0o777 == 0o600
    assert [found for found, _ in shelf.addresses(tmp_path)] == [address]


def test_addresses_are_random_and_never_repeat() -> None:
    assert len({shelf.new_address() for _ in range(1000)}) == 1000


def test_a_file_is_invisible_until_it_is_whole(tmp_path: Path) -> None:
    address = shelf.new_address()
    seen = []

    def pieces() -> Iterator[bytes]:
        yield b"half"
        seen.append(shelf.place(tmp_path, address).exists())
        yield b"whole"

    shelf.write(tmp_path, address=address, pieces=pieces())

    assert seen == [False]


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        shelf.write(tmp_path, address=shelf.new_address(), pieces=pieces())

    assert everything_under(tmp_path) == []


FILL = """
import resource, sys
from pathlib import Path
from django.conf import settings
from caseward.foundation.storage import errors, shelf
settings.configure(USE_I18N=False)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    shelf.write(Path(sys.argv[1]), address="ab" * 16, pieces=[b"x" * 1000] * 9)
except errors.NotStored as refusal:
    print(refusal)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
shelf.write(Path(sys.argv[1]), address="cd" * 16, pieces=[b"x" * 1000] * 9)
"""


def test_no_room_leaves_nothing_and_the_next_write_succeeds(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert "there is no room left" in ran.stdout, ran.stderr
    assert [path.stat().st_size for path in everything_under(tmp_path)] == [9000]


def test_a_shelf_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")

    with pytest.raises(errors.NotStored, match="cannot be written"):
        shelf.write(tmp_path / "files", address=shelf.new_address(), pieces=[b"x"])


KILL = """
import os, sys
from pathlib import Path
from caseward.foundation.storage import shelf
def pieces():
    yield b"x" * 100_000
    os.kill(os.getpid(), 9)
shelf.write(Path(sys.argv[1]), address="ab" * 16, pieces=pieces())
"""


def test_a_kill_in_the_middle_leaves_only_something_unfinished(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILL, str(tmp_path)], check=False)

    assert ran.returncode == -9
    assert list(shelf.addresses(tmp_path)) == []
    assert [path.name for path, _ in shelf.unfinished(tmp_path)] == ["ab" * 16]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreadable, match="missing"):
        shelf.opened(tmp_path, address=shelf.new_address())


def test_removing_twice_is_removing_once(tmp_path: Path) -> None:
    address = shelf.new_address()
    shelf.write(tmp_path, address=address, pieces=[b"x"])

    shelf.remove(tmp_path, address=address)
    shelf.remove(tmp_path, address=address)

    assert list(shelf.addresses(tmp_path)) == []
