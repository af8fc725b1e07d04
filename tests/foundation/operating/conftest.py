"""An installation of which one thing after another is broken."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from caseward.foundation import clock
from caseward.foundation.database import processes
from caseward.foundation.ledger import keys, sealing
from caseward.foundation.operating.patient import Connection, Patient
from tests import roles


SESSIONS = "select count(*) from pg_stat_activity where datname = current_database() and usename = %s"
ENVIRON = {
    "CASEWARD_SECRET_KEY": "given",
    "CASEWARD_MASTER_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "CASEWARD_IDENTITY_KEY": "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
}


def log_in(user: str, *, database: str = "") -> Connection:
    login = connection.settings_dict
    return psycopg.connect(
        dbname=database or login["NAME"],
        host=login["HOST"],
        port=login["PORT"] or None,
        user=user,
        autocommit=True,
    )


@pytest.fixture
def witness(real_commits: None, tmp_path: Path, settings: Any) -> Path:
    """A sealed ledger, witnessed in this folder."""
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    settings.LEDGER_WITNESS = tmp_path / "witness"
    settings.FILES_FOLDER = tmp_path / "files"
    keys.make_key(settings.LEDGER_KEY_FILE)
    sealing.seal(now=clock.now())
    return tmp_path / "witness"


@pytest.fixture
def patient(witness: Path, database_address: object) -> Iterator[Patient]:
    """The test's own database, seen as both roles."""
    with ExitStack() as stack:
        owner, runtime = (stack.enter_context(log_in(user)) for user in (roles.OWNER, roles.RUNTIME))
        yield Patient(owner, runtime, ENVIRON, clock.now())


@pytest.fixture
def administrator(patient: Patient) -> Iterator[Connection]:
    """Whoever can break roles."""
    with log_in("postgres") as connected:
        yield connected
    # The owner, who drops the database, may not end an administrator's session that is still on its way out.
    assert processes.wait_until(lambda: not patient.ask(SESSIONS, "postgres"), seconds=10)
