"""The worker as a process of its own: it outlives a broken connection, and ends when told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from caseward.foundation.jobs import notices, outbox
from tests import cast
from tests.foundation.jobs import verbs
from tests.foundation.jobs.conftest import own_compartment, priya, rows


pytestmark = [pytest.mark.commits, pytest.mark.slow]

PATIENCE = 60  # seconds until a test that waits for the worker gives up


@pytest.fixture
def worker(queue: None) -> Iterator[subprocess.Popen[bytes]]:
    """manage.py work, logged in as the runtime role."""
    server = connection.settings_dict
    address = f"postgresql://{server['USER']}@/{server['NAME']}?host={quote(server['HOST'], safe='')}"
    environ = os.environ | {
        "DATABASE_URL": f"{address}&port={server['PORT'] or 5432}",
        "CASEWARD_DATABASE_ROLE": "runtime",
        "CASEWARD_LEDGER_KEY_FILE": str(settings.LEDGER_KEY_FILE),
        "CASEWARD_WITNESS": str(settings.LEDGER_WITNESS),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "work"], env=environ, stderr=subprocess.DEVNULL
    )
    yield process
    process.kill()
    process.wait()


def until(happened: Callable[[], bool]) -> bool:
    """Wait for something that another process does."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def tell_omar() -> None:
    with priya() as ctx:
        omar = outbox.staff(cast.person("omar").pk)
        verbs.tell(ctx, to=omar, about_id=ctx.actor.id, compartment_id=own_compartment(ctx))


def omar_has(count: int) -> bool:
    with cast.acting("omar") as ctx:
        return len(notices.notices(viewer=ctx.actor)) == count


def test_a_worker_goes_on_after_its_connections_were_cut(worker: subprocess.Popen[bytes]) -> None:
    tell_omar()
    assert until(lambda: omar_has(1))

    cut = rows(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    assert cut
    tell_omar()

    assert until(lambda: omar_has(2))
    assert worker.poll() is None


def test_a_worker_ends_when_told_to(worker: subprocess.Popen[bytes]) -> None:
    tell_omar()
    assert until(lambda: omar_has(1))

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=PATIENCE) == 0
    assert rows("select count(*) from procrastinate_workers") == [(0,)]
