"""The whole house: started, killed piece by piece, started twice, and stopped."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseward.foundation.database import processes, server
from tests.platform.plans import free_port


pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")


@dataclass
class Start:
    """One `make run` without the make."""

    data: Path
    port: int
    output: Path
    process: subprocess.Popen[bytes]

    def says(self, words: str, *, seconds: float = 90) -> bool:
        """Whether the words are said before the time is up or it ends."""
        processes.wait_until(
            lambda: words in self.output.read_text() or self.process.poll() is not None, seconds=seconds
        )
        return words in self.output.read_text()

    def serves(self) -> bool:
        """Whether a page comes."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
                return bool(page.status == 200)
        except urllib.error.HTTPError as answer:
            return answer.code < 500
        except OSError:
            return False

    def interrupt(self) -> int:
        """Ctrl-C, and the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)

    def processes_of(self, *words: str) -> list[int]:
        """Processes of this start by words of their command line and its variables."""
        return [pid for pid in _descendants(self.process.pid) if all(word in _command(pid) for word in words)]


def _descendants(pid: int) -> list[int]:
    children = [
        int(child) for child in (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    ]
    return [*children, *(grandchild for child in children for grandchild in _descendants(child))]


def _command(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_text().replace("\0", " ")


Starter = Callable[..., Start]


@pytest.fixture
def start(data: Path, tmp_path: Path) -> Iterator[Starter]:
    started: list[Start] = []

    def starter(port: int | None = None) -> Start:
        port = port or free_port()
        output = tmp_path / f"output-{len(started)}"
        environ = {
            name: value for name, value in os.environ.items() if not name.startswith(("CASEWARD", "DJANGO"))
        }
        with output.open("wb") as writing:
            process = subprocess.Popen(
                [sys.executable, "-m", "caseward.config.run"], cwd=ROOT, stdout=writing, stderr=writing,
                env=environ | {"CASEWARD_DATA": str(data), "CASEWARD_PORT": str(port), "CASEWARD_DEMO": "0"},
            )  # fmt: skip
        started.append(Start(data=data, port=port, output=output, process=process))
        return started[-1]

    yield starter
    for one in started:
        if one.process.poll() is None:
            one.interrupt()
    server.Server(data).stop()


@pytest.fixture
def house(start: Starter) -> Start:
    one = start()
    assert one.says("Caseward is ready"), one.output.read_text()
    return one


def test_it_serves_and_stops_everything(house: Start) -> None:
    everything = _descendants(house.process.pid)
    assert house.serves()

    assert house.interrupt() == 0
    assert "Stopped." in house.output.read_text()
    assert [pid for pid in everything if processes.is_alive(pid)] == []
    assert processes.postmaster(house.data / "postgresql") is None


def test_secrets_are_made_once_for_one_account(house: Start, start: Starter) -> None:
    made = {path: path.read_bytes() for path in (house.data / "secrets").iterdir()}
    house.interrupt()
    again = start()
    assert again.says("Caseward is ready")

    assert {"secret-key", "master-key", "ledger.pem"} <= {path.name for path in made}
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
    assert all(path.read_bytes() == content for path, content in made.items())


def test_a_second_start_says_where_the_first_serves(house: Start, start: Starter) -> None:
    second = start(house.port)

    assert second.process.wait(timeout=60) == 1
    assert f"already running on {house.data}: http://127.0.0.1:{house.port}" in second.output.read_text()
    assert house.serves()


def test_another_port_shares_the_database_until_the_last_leaves(house: Start, start: Starter) -> None:
    second = start()
    assert second.says("Caseward is ready")
    database = processes.postmaster(house.data / "postgresql")

    assert house.interrupt() == 0
    assert second.serves()
    assert processes.postmaster(house.data / "postgresql") == database
    second.interrupt()
    assert processes.postmaster(house.data / "postgresql") is None


def test_a_killed_web_server_is_started_again(house: Start) -> None:
    for pid in house.processes_of("gunicorn"):
        os.kill(pid, signal.SIGKILL)

    assert house.says("The web server ended unexpectedly and is started again.")
    assert processes.wait_until(house.serves, seconds=30)


def test_a_killed_worker_is_started_again(house: Start) -> None:
    (worker,) = house.processes_of("manage.py work")
    os.kill(worker, signal.SIGKILL)

    assert house.says("The job worker ended unexpectedly and is started again.")
    assert processes.wait_until(
        lambda: house.processes_of("manage.py work") not in ([], [worker]), seconds=30
    )


def test_a_killed_database_is_started_again_and_pages_come_back(house: Start) -> None:
    database = processes.postmaster(house.data / "postgresql")
    assert database
    os.kill(database, signal.SIGKILL)

    assert house.says("The database server ended unexpectedly and is started again.")
    assert processes.wait_until(house.serves, seconds=30)
    assert house.interrupt() == 0


def test_a_part_killed_twice_stops_everything_with_a_plain_message(house: Start) -> None:
    (first,) = house.processes_of("manage.py work")
    os.kill(first, signal.SIGKILL)
    assert processes.wait_until(lambda: house.processes_of("manage.py work") not in ([], [first]), seconds=30)
    (second,) = house.processes_of("manage.py work")
    os.kill(second, signal.SIGKILL)

    assert house.process.wait(timeout=60) == 1
    assert "The job worker ended again soon after it was started again." in house.output.read_text()
    assert processes.postmaster(house.data / "postgresql") is None


def test_after_the_whole_start_was_killed_the_next_one_takes_over(house: Start, start: Starter) -> None:
    rest = _descendants(house.process.pid)
    house.process.kill()
    house.process.wait()
    again = start(house.port)

    assert again.says("Caseward is ready"), again.output.read_text()
    assert again.serves()
    assert again.interrupt() == 0
    assert [pid for pid in rest if processes.is_alive(pid)] == []


def test_interrupted_while_starting_it_leaves_nothing(start: Starter) -> None:
    one = start()
    assert processes.wait_until(lambda: processes.postmaster(one.data / "postgresql") is not None, seconds=60)
    one.interrupt()

    assert processes.postmaster(one.data / "postgresql") is None
