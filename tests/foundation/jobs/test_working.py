"""The worker as a process of its own: it outlives a broken connection, and ends when told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from caseward.foundation.jobs import notices, outbox
from tests import cast, moments
from tests.foundation.jobs import verbs
from tests.foundation.jobs.conftest import own_compartment, rows


pytestmark = [pytest.mark.commits, pytest.mark.slow]

PATIENCE = 90  # seconds until a test that waits for the worker gives up


@dataclass(frozen=True)
class Worker:
    """manage.py work in a process of its own, and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    def has(self, happened: Callable[[], bool]) -> bool:
        """Wait for something that the worker brings about; its last words are shown when it does not."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)
        return True


@pytest.fixture
def worker(queue: None, tmp_path: Path) -> Iterator[Worker]:
    """A worker, logged in as the runtime role."""
    server, log = connection.settings_dict, tmp_path / "worker.log"
    address = f"postgresql://{server['USER']}@/{server['NAME']}?host={quote(server['HOST'], safe='')}"
    environ = os.environ | {
        "DATABASE_URL": f"{address}&port={server['PORT'] or 5432}",
        "CASEWARD_DATABASE_ROLE": "runtime",
        "CASEWARD_LEDGER_KEY_FILE": str(settings.LEDGER_KEY_FILE),
        "CASEWARD_WITNESS": str(settings.LEDGER_WITNESS),
    }
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", "django", "work"], env=environ, stderr=said)
    yield Worker(process, log)
    process.kill()
    process.wait()


def tell_omar() -> None:
    with cast.acting("priya", now=moments.real_now()) as ctx:
        omar = outbox.staff(cast.person("omar").pk)
        verbs.tell(ctx, to=omar, about_id=ctx.actor.id, compartment_id=own_compartment(ctx))


def omar_has(count: int) -> bool:
    with cast.acting("omar") as ctx:
        return len(notices.notices(viewer=ctx.actor).rows) == count


def test_a_worker_goes_on_after_its_connections_were_cut(worker: Worker) -> None:
    tell_omar()
    assert worker.has(lambda: omar_has(1))

    cut = rows(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    assert cut
    tell_omar()

    assert worker.has(lambda: omar_has(2))


def test_a_worker_ends_when_told_to(worker: Worker) -> None:
    tell_omar()
    assert worker.has(lambda: omar_has(1))

    worker.process.send_signal(signal.SIGTERM)

    assert worker.process.wait(timeout=PATIENCE) == 0
    assert rows("select count(*) from procrastinate_workers") == [(0,)]
