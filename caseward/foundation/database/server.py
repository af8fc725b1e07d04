"""A PostgreSQL server that needs no administrator: Caseward starts it, shares it and stops it."""

import logging
import signal
import subprocess
from io import TextIOWrapper
from pathlib import Path

import psycopg

from caseward.foundation.database import account as accounts
from caseward.foundation.database import address, cluster, faults, locks, places, processes, programs, roles


logger = logging.getLogger(__name__)

# Recovery after a crash may take long, and is none of the starter's business to cut short.
START_LIMIT = 300.0
STOP = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
LEFT_BEHIND = ((signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
# Kept so that Python does not complain of a child that is meant to outlive our use of it.
_LEFT_TO_OTHERS: list[subprocess.Popen[bytes]] = []


class Server:
    """The server of one data folder; several processes may start it and share one.

    A throw-away server does not wait for the disk, ends with the process that started it, and lets its owner
    take the runtime's part, as tests do.
    """

    def __init__(self, data: Path, *, throwaway: bool = False) -> None:
        self.places = places.Places(data.absolute())
        self.address = address.embedded(data)
        self._throwaway = throwaway
        self._using: TextIOWrapper | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> address.Address:
        """Start the server unless it runs, prepare roles and database, and be counted among its users.

        Raises Unusable with a sentence that says what to do.
        """
        places.make_data_folder(self.places.data)
        with locks.alone(self.places.door):
            if not self.is_ready():
                self._launch()
            self._prepare()
            self._using = self._using or locks.among_others(self.places.users)
        return self.address

    def stop(self) -> None:
        """Stop the server unless somebody else uses it; never takes longer than the bounds of STOP."""
        if not self.places.data.exists():
            return
        with locks.alone(self.places.door):
            if self._using:
                self._using.close()
                self._using = None
            if locks.nobody_in(self.places.users):
                self._end()
            elif self._process:
                _LEFT_TO_OTHERS.append(self._process)
                self._process = None

    def is_ready(self) -> bool:
        """Whether the server of this very folder answers: asked by connecting, for a pid proves nothing."""
        dsn = self.address.dsn("administrator", database="postgres")
        try:
            with psycopg.connect(dsn, connect_timeout=2, autocommit=True) as connection:
                row = connection.execute("show data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]).resolve() == self.places.cluster.resolve()

    def _launch(self) -> None:
        account = accounts.for_cluster(self.places.cluster)
        places.make(self.places, account)
        binaries = programs.folder(account)
        if not self.places.cluster.exists():
            cluster.make(self.places, binaries, account)
            self.places.prepared.unlink(missing_ok=True)
        elif self._comes_round():
            return
        cluster.check_version(self.places, programs.major_version(binaries))
        cluster.configure(self.places, account, throwaway=self._throwaway)
        self._clear_the_way()
        self._run(binaries, account)

    def _comes_round(self) -> bool:
        """Wait for a postmaster that is there but does not answer: it may be recovering, or leaving."""
        running = processes.postmaster(self.places.cluster)
        if running is None:
            return False
        settled = processes.wait_until(
            lambda: self.is_ready() or not processes.is_alive(running), seconds=START_LIMIT
        )
        if not settled:
            raise faults.Unusable(
                f"The database server (process {running}) has not answered for {START_LIMIT:.0f} seconds. "
                f"See {self.places.log}; when it is stuck, end it with: kill -QUIT {running}"
            )
        return processes.is_alive(running)

    def _clear_the_way(self) -> None:
        """End what a killed server left: orphans that hold its memory, and a pid that means nothing."""
        folder = self.places.cluster
        if self._process:
            self._process.poll()
        processes.wait_until(lambda: not processes.left_behind(folder), seconds=2.0)
        if not processes.end(processes.left_behind(folder), signals=LEFT_BEHIND):
            raise faults.Unusable(
                f"Processes of an earlier server do not end: {processes.left_behind(folder)}."
            )
        # Both locks name a process; while a zombie keeps that number, PostgreSQL would believe them.
        for stale in (folder / "postmaster.pid", *self.places.socket.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _run(self, binaries: Path, account: accounts.Account) -> None:
        cluster.turn_over_log(self.places)
        leash = processes.leashed(signal.SIGQUIT) if self._throwaway else None
        with self.places.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 -- nothing else runs in the child before the leash
                [binaries / "postgres", "-D", self.places.cluster.resolve()],
                stdout=log, stderr=log, start_new_session=True,
                preexec_fn=leash,  # noqa: PLW1509 -- one system call, made before anything else runs
                **account.launch(),
            )  # fmt: skip
        self._process = process
        processes.wait_until(lambda: self.is_ready() or process.poll() is not None, seconds=START_LIMIT)
        if not self.is_ready():
            raise faults.Unusable(
                f"PostgreSQL did not start. Its last words in {self.places.log}:\n"
                f"{cluster.last_words(self.places)}"
            )

    def _prepare(self) -> None:
        """Prepare once for each state of our SQL: an earlier starter may have been killed half-way."""
        wanted = roles.digest(test_server=self._throwaway)
        if self.places.prepared.exists() and self.places.prepared.read_text() == wanted:
            return
        with psycopg.connect(
            self.address.dsn("administrator", database="postgres"), autocommit=True
        ) as connection:
            roles.prepare(connection, test_server=self._throwaway)
        self.places.prepared.write_text(wanted)

    def _end(self) -> None:
        running = processes.postmaster(self.places.cluster)
        if running and not processes.end([running], signals=STOP):
            logger.error("The database server (process %s) does not end.", running)
        if self._process:
            self._process.wait(timeout=5)
            self._process = None
