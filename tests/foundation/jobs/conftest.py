"""A queue whose jobs really run: a database of its own, in which transactions commit."""

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from caseward.foundation.commands import Context
from caseward.foundation.jobs import working
from caseward.foundation.jobs.defining import JobFailed
from caseward.foundation.ledger import keys
from tests import cast


@pytest.fixture
def here(db: None, tmp_path: Path, settings: Settings) -> None:
    """A queue that lives in the test's own transaction, where no worker could see it: `carry_out` does its jobs."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")


DUE = """
    select id, task_name, args from procrastinate_jobs
    where status = 'todo' and (scheduled_at is null or scheduled_at <= now()) order by id
"""


def carry_out() -> None:
    """Do what is due, here and now; a job that fails stays where it is."""
    for job_id, name, args in rows(DUE):
        with contextlib.suppress(JobFailed):
            app.tasks[name](**json.loads(args))
            rows("delete from procrastinate_jobs where id = %s returning id", job_id)


@pytest.fixture
def queue(real_commits: None, tmp_path: Path, settings: Settings) -> None:
    """An empty queue; e-mail goes to a folder, and the ledger has its key."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    settings.LEDGER_WITNESS = tmp_path / "witness"
    keys.make_key(settings.LEDGER_KEY_FILE)


def work() -> None:
    """Do what is due, then stop."""
    connection.close()
    working.work(one_shot=True, concurrency=1)


def rows(statement: str, *values: str | int | UUID) -> list[tuple[Any, ...]]:
    """What the runtime role reads, as whoever acts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def waiting() -> list[str]:
    """The names of the jobs in the queue but for those of the clock."""
    names = [
        name for (name,) in rows("select task_name from procrastinate_jobs where status = 'todo' order by id")
    ]
    return [
        name for name in names if name.startswith(("sample.", "outbox.send")) and name != "outbox.send-late"
    ]


def own_compartment(ctx: Context) -> UUID:
    return min(ctx.actor.where("case.write"))


@contextmanager
def priya() -> Iterator[Context]:
    with cast.acting("priya") as ctx:
        yield ctx
