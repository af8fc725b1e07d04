"""The whole house: started, killed piece by piece, started twice, and stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
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

    def says(self, words: str, *, seconds: float = 180) -> bool:
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
        return self.process.wait(timeout=120)

    def processes_of(self, *words: str) -> list[int]:
        """Processes of this start by words of their command line and its variables."""
        return [pid for pid in _descendants(self.process.pid) if all(word in _command(pid) for word in words)]


def _descendants(pid: int) -> list[int]:
    children = [int(child) for child in _told(pid, f"task/{pid}/children").split()]
    return [*children, *(grandchild for child in children for grandchild in _descendants(child))]


def _command(pid: int) -> str:
    return _told(pid, "cmdline").replace("\0", " ")


def _told(pid: int, file: str) -> str:
    """What the kernel says of a process; nothing of one that has ended since it was listed."""
    try:
        return (PROC / str(pid) / file).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


Starter = Callable[..., Start]


def started(data: Path, port: int, *, demo: str = "0") -> Start:
    output = data.parent / f"output-{port}-{len(list(data.parent.iterdir()))}"
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("CASEWARD", "DJANGO"))
    }
    with output.open("wb") as writing:
        process = subprocess.Popen(
            [sys.executable, "-m", "caseward.config.run"], cwd=ROOT, stdout=writing, stderr=writing,
            env=environ | {"CASEWARD_DATA": str(data), "CASEWARD_PORT": str(port), "CASEWARD_DEMO": demo},
        )  # fmt: skip
    return Start(data=data, port=port, output=output, process=process)


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """A folder that PostgreSQL's account may reach."""
    folder = Path(tempfile.mkdtemp(prefix="caseward-house-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def lived_in() -> Iterator[Path]:
    """A data folder after its first start and stop."""
    with home() as folder:
        first = started(folder / "data", free_port())
        assert first.says("Caseward is ready"), first.output.read_text()
        assert first.interrupt() == 0
        yield folder / "data"


@pytest.fixture
def start(lived_in: Path) -> Iterator[Starter]:
    """Start any number of times on one copy of that folder."""
    starts: list[Start] = []
    with home() as folder:
        subprocess.run(["cp", "-a", lived_in, folder / "data"], check=True)

        def starter(port: int | None = None, *, demo: str = "0") -> Start:
            starts.append(started(folder / "data", port or free_port(), demo=demo))
            return starts[-1]

        yield starter
        for one in starts:
            if one.process.poll() is None:
                one.interrupt()
        server.Server(folder / "data").stop()


@pytest.fixture(scope="module")
def house(lived_in: Path) -> Iterator[Start]:
    """One house for all the tests that it survives; each kills another part of it."""
    with home() as folder:
        subprocess.run(["cp", "-a", lived_in, folder / "data"], check=True)
        one = started(folder / "data", free_port())
        assert one.says("Caseward is ready"), one.output.read_text()
        yield one
        assert one.interrupt() == 0


def ready(start: Starter, port: int | None = None) -> Start:
    one = start(port)
    assert one.says("Caseward is ready"), one.output.read_text()
    return one


def worker_of(house: Start) -> int:
    assert processes.wait_until(lambda: len(house.processes_of("manage.py work")) == 1, seconds=60)
    (worker,) = house.processes_of("manage.py work")
    return worker


def database_of(house: Start) -> int | None:
    return processes.postmaster(house.data / "postgresql")


def test_it_serves(house: Start) -> None:
    assert house.serves()


def test_secrets_are_for_one_account(house: Start) -> None:
    made = list((house.data / "secrets").iterdir())

    assert {"secret-key", "master.key", "ledger.pem"} <= {path.name for path in made}
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}


def test_secrets_are_made_once(house: Start, lived_in: Path) -> None:
    for path in (house.data / "secrets").iterdir():
        assert path.read_bytes() == (lived_in / "secrets" / path.name).read_bytes()


def test_a_second_start_says_where_the_first_serves(house: Start) -> None:
    second = started(house.data, house.port)

    assert second.process.wait(timeout=60) == 1
    assert f"already running on {house.data}: http://127.0.0.1:{house.port}" in second.output.read_text()
    assert house.serves()


def test_a_start_at_another_port_shares_the_database_and_leaves_it_running(house: Start) -> None:
    database = database_of(house)
    second = started(house.data, free_port())
    assert second.says("Caseward is ready")

    assert second.serves()
    assert database_of(second) == database
    assert second.interrupt() == 0
    assert database_of(house) == database
    assert house.serves()


def test_a_killed_web_server_is_started_again(house: Start) -> None:
    for pid in house.processes_of("gunicorn"):
        os.kill(pid, signal.SIGKILL)

    assert house.says("The web server ended unexpectedly and is started again.")
    assert processes.wait_until(house.serves, seconds=60)


def test_a_killed_worker_is_started_again(house: Start) -> None:
    first = worker_of(house)
    os.kill(first, signal.SIGKILL)

    assert house.says("The job worker ended unexpectedly and is started again.")
    assert processes.wait_until(lambda: house.processes_of("manage.py work") not in ([], [first]), seconds=60)


def test_a_killed_database_is_started_again_and_pages_come_back(house: Start) -> None:
    database = database_of(house)
    assert database
    os.kill(database, signal.SIGKILL)

    assert house.says("The database server ended unexpectedly and is started again.")
    assert processes.wait_until(house.serves, seconds=60)


def test_ctrl_c_leaves_nothing_running(start: Starter) -> None:
    house = ready(start)
    worker_of(house)
    everything = _descendants(house.process.pid)

    assert house.interrupt() == 0
    assert "Stopped." in house.output.read_text()
    assert [pid for pid in everything if processes.is_alive(pid)] == []
    assert database_of(house) is None


def test_a_part_killed_twice_stops_everything_with_a_plain_message(start: Starter) -> None:
    house = ready(start)
    first = worker_of(house)
    os.kill(first, signal.SIGKILL)
    assert processes.wait_until(lambda: house.processes_of("manage.py work") not in ([], [first]), seconds=60)
    os.kill(worker_of(house), signal.SIGKILL)

    assert house.process.wait(timeout=60) == 1
    assert "The job worker ended again soon after it was started again." in house.output.read_text()
    assert database_of(house) is None


def test_after_the_whole_start_was_killed_the_next_one_takes_over(start: Starter) -> None:
    house = ready(start)
    rest = _descendants(house.process.pid)
    house.process.kill()
    house.process.wait()
    again = ready(start, house.port)

    assert again.serves()
    assert again.interrupt() == 0
    assert [pid for pid in rest if processes.is_alive(pid)] == []


def test_interrupted_while_starting_it_leaves_nothing(start: Starter) -> None:
    one = start()
    assert processes.wait_until(lambda: database_of(one) is not None, seconds=60)
    one.interrupt()

    assert database_of(one) is None


def test_stopped_while_it_loads_the_demo_world_it_begins_again(start: Starter) -> None:
    first = start(demo="1")
    assert first.says("] 1 of "), first.output.read_text()
    first.interrupt()
    second = start(demo="1")

    assert second.says("stopped while it loaded the demo world; it begins again")
    assert second.says("] 1 of "), second.output.read_text()
    second.interrupt()
    assert database_of(second) is None
