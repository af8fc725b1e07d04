"""No two processes of the server share a line to the database: each would read answers meant for the other's person."""

import contextlib
from pathlib import Path

import pytest

from tests.blackbox.houses import House


pytestmark = pytest.mark.blackbox

LISTENING = "0A"


def sockets_of(pid: int) -> set[str]:
    """The sockets that a process holds, by their number."""
    held = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed since
            held.add(str(link.readlink()))
    return {name.removeprefix("socket:[").removesuffix("]") for name in held if name.startswith("socket:")}


def listening_sockets() -> set[str]:
    """Those that wait for callers, which all workers share on purpose."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {line[9] for line in lines if line[3] == LISTENING}


def test_no_two_workers_share_a_line(house: House) -> None:
    for _each in range(8):  # every worker has spoken with the database
        assert house.visitor("priya").get("/").status == 200
    workers = house.server_pids()[1:]
    lines = [sockets_of(pid) - listening_sockets() for pid in workers]

    assert len(workers) == 2
    assert lines[0]
    assert not lines[0] & lines[1]
