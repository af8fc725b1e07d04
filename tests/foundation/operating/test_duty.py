"""Nobody is served by a login that could read everything."""

import os
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from caseward.foundation.database import faults, privileges
from caseward.foundation.database.backend.base import DatabaseWrapper
from caseward.foundation.operating import duty
from caseward.foundation.operating.patient import Connection, Patient
from tests import roles
from tests.foundation.operating.conftest import log_in


pytestmark = [pytest.mark.commits, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def grown(patient: Patient, administrator: Connection) -> Iterator[None]:
    """The runtime role after somebody made it mighty."""
    administrator.execute("alter role caseward_runtime bypassrls")
    yield
    administrator.execute("alter role caseward_runtime nobypassrls")


def served(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    server = connection.settings_dict
    address = f"postgresql://{roles.RUNTIME}@/{server['NAME']}?host={quote(server['HOST'], safe='')}"
    return subprocess.run(
        [sys.executable, *command], check=False, cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={
            **os.environ, "DATABASE_URL": f"{address}&port={server['PORT'] or 5432}", "CASEWARD_SERVING": "1",
            "CASEWARD_DATABASE_ROLE": "runtime", "DJANGO_SETTINGS_MODULE": "caseward.config.settings_test", **more,
        },
    )  # fmt: skip


def test_the_runtime_role_as_it_is_prepared_may_start(patient: Patient) -> None:
    duty.refuse_powerful_login()


def test_the_web_server_refuses_to_start_and_says_why(grown: None) -> None:
    done = served("-c", "import caseward.config.wsgi")

    assert done.returncode != 0
    assert "may pass by row-level security. It would see every record." in done.stderr


def test_the_worker_refuses_to_start_and_says_why(grown: None) -> None:
    done = served("manage.py", "work", "--one-shot")

    assert done.returncode != 0
    assert "may pass by row-level security. It would see every record." in done.stderr


def test_the_web_server_leaves_no_connection_for_its_processes_to_share(patient: Patient) -> None:
    done = served(
        "-c",
        "import caseward.config.wsgi\nfrom django.db import connection\n"
        "print(connection.connection, dict(connection._connection_pools))",
        CASEWARD_DEMO="1",
    )

    assert done.stdout.strip() == "None {}", done.stderr


def test_the_owner_is_refused(patient: Patient) -> None:
    with patient.owner.cursor() as cursor, pytest.raises(faults.Unusable, match="owns tables"):
        privileges.refuse_excess(cursor)


def test_a_login_that_grows_mighty_later_gets_no_connection(patient: Patient, grown: None) -> None:
    serving = DatabaseWrapper(deepcopy(connection.settings_dict) | {"OPTIONS": {"pool": True}})
    with log_in(roles.RUNTIME) as runtime, pytest.raises(faults.Unusable, match="row-level security"):
        serving._configure_connection(runtime)


def test_a_database_that_is_away_does_not_keep_anybody_from_starting(witness: Path, settings: Any) -> None:
    usual = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        duty.refuse_powerful_login()
    finally:
        connection.settings_dict["HOST"] = usual


def test_the_owner_cannot_start_the_server(patient: Patient) -> None:
    connection.close()
    connection.settings_dict["USER"] = roles.OWNER
    try:
        with pytest.raises(ImproperlyConfigured, match="owns tables"):
            duty.refuse_powerful_login()
    finally:
        connection.settings_dict["USER"] = roles.RUNTIME
