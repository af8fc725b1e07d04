"""The house under test, and what may be done to it from outside: asked over HTTP, read by SQL, killed by signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.blackbox import desks
from tests.blackbox.desks import Desk
from tests.blackbox.visitors import Visitor
from tests.platform import houses


REFERRALS = 26  # each step of the story is met twice
WORKERS = 2
# The throw-away server of the tests does not wait for the disk; one that is to survive a crash must.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")

Connection = psycopg.Connection[Any]


@dataclass
class House:
    """Where it is, who is signed in, and how to hurt it."""

    _parts: houses.Parts
    _known: dict[str, Visitor] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return self._parts.plan.port

    @property
    def data(self) -> Path:
        return self._parts.plan.data

    @property
    def password(self) -> str:
        return self._parts.password

    def visitor(self, name: str = "") -> Visitor:
        """A member of the cast, signed in once and asked again by everybody, or a stranger."""
        if not name:
            return Visitor(self.port)
        if name not in self._known:
            self._known[name] = Visitor(self.port).signs_in(name, self.password)
        return self._known[name].also_from(self.port)

    def sql(self) -> Connection:
        """A superuser of the database, who sees and may do everything."""
        return psycopg.connect(self._parts.database.address.dsn("administrator"), autocommit=True)

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """What a superuser reads."""
        with self.sql() as sql:
            return sql.execute(query, given or None).fetchall()

    def value(self, query: str, *given: object) -> Any:
        """The only value of the only row."""
        return self.rows(query, *given)[0][0]

    def manage(self, *arguments: str) -> str:
        """A management command, by the owner of the database."""
        return self._parts.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        """A module of the repository; returns what it says."""
        return self._parts.run(*arguments)

    def asks(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command line `caseward`, as the owner of the database, whatever it answers."""
        return subprocess.run(
            self.program(*arguments), check=False, capture_output=True, text=True, timeout=300,
            env=self._parts.plan.variables(CASEWARD_DATABASE_ROLE="owner"),
        )  # fmt: skip

    def desk(self) -> contextlib.AbstractContextManager[Desk]:
        """The same, in one process that answers again and again."""
        return desks.opened(self._parts.plan.variables(CASEWARD_DATABASE_ROLE="owner"))

    def program(self, *arguments: str) -> list[str]:
        """The command line `caseward`, by name, for whoever runs it and reads its exit status."""
        return [str(Path(sys.executable).parent / "caseward"), *arguments]

    # What may be done to it. Only the main thread starts: what a thread started ends with it.

    def kill_server(self) -> None:
        """End at once (kill -9): the web server and all its processes."""
        process = self._parts.web.process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_worker(self) -> None:
        """End at once (kill -9): one process of the web server; the server itself starts another."""
        process = self._parts.web.process
        assert process is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(_children(process.pid)[0], signal.SIGKILL)

    def start_server(self) -> None:
        """Serve again."""
        self._parts.serve()

    def crash_database(self) -> None:
        """SIGQUIT to the postmaster: everything ends at once, and nothing is tidied up."""
        pid = int((self.data / "postgresql" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        wait(lambda: not _is_alive(pid))

    def start_database(self) -> None:
        """Start it, and return when it accepts."""
        self._parts.database.start()

    def server_pids(self) -> list[int]:
        """The processes of the web server."""
        process = self._parts.web.process
        assert process is not None
        return [process.pid, *_children(process.pid)]

    def busy(self) -> dict[int, int]:
        """Nanoseconds of processor time that each process of the web server and of the database has had."""
        postmaster = int((self.data / "postgresql" / "postmaster.pid").read_text().split()[0])
        pids = [*self.server_pids(), *_children(postmaster)]
        return {pid: spent for pid in pids if (spent := _processor_time(pid)) is not None}

    def logs(self) -> dict[str, str]:
        """What the parts of the house have written down so far."""
        return {file.name: file.read_text("utf-8", errors="replace") for file in self.data.glob("*.log*")}


@contextlib.contextmanager
def opened() -> Iterator[House]:
    """Open while the tests last."""
    with houses.opened(referrals=REFERRALS, workers=WORKERS) as parts:
        house = House(parts)
        with house.sql() as sql:
            for name in DURABLE:
                sql.execute(f"alter system set {name} = on")
            sql.execute("select pg_reload_conf()")
        yield house


def wait(condition: Callable[[], bool], *, seconds: float = 60.0) -> float:
    """Until it holds; returns how long that took, and fails when it never does."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


def _children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _processor_time(pid: int) -> int | None:
    try:
        threads = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    except OSError:  # it has ended
        return None
    return sum(int(thread.split()[0]) for thread in threads)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
