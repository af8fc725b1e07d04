"""Numbers for whoever watches the machine: served apart, off unless asked for, and of nobody."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from caseward.foundation.database import processes
from caseward.foundation.operating.patient import Patient
from tests import roles
from tests.platform.plans import free_port


pytestmark = [pytest.mark.commits, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]


def told(port: int, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
            return str(page.read().decode())
    except OSError:
        return ""


def test_requests_and_backlog_are_counted_on_a_port_of_their_own(patient: Patient, tmp_path: Path) -> None:
    server, port, numbers = connection.settings_dict, free_port(), free_port()
    url = f"postgresql://{roles.RUNTIME}@/{server['NAME']}?host={quote(server['HOST'], safe='')}"
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:caseward.config.serving"], cwd=ROOT,
        env={
            **os.environ, "DATABASE_URL": f"{url}&port={server['PORT'] or 5432}", "CASEWARD_DATA": str(tmp_path),
            "CASEWARD_DATABASE_ROLE": "runtime", "CASEWARD_SERVING": "1", "CASEWARD_PORT": str(port),
            "CASEWARD_METRICS_PORT": str(numbers), "DJANGO_SETTINGS_MODULE": "caseward.config.settings_test",
        },
    )  # fmt: skip
    try:
        assert processes.wait_until(lambda: told(port, "/healthz") == "alive\n", seconds=60)
        told(port, "/help/")
        told(port, "/nobody/Pellwether?q=Pellwether")
        said = told(numbers, "/metrics")
        assert told(port, "/metrics") == ""
    finally:
        process.terminate()
        process.wait(timeout=30)

    assert 'caseward_requests_total{address="ui:help",status="2xx"} 1.0' in said
    assert 'caseward_requests_total{address="none",status="4xx"} 1.0' in said
    assert 'caseward_request_seconds_count{address="ui:help"} 1.0' in said
    assert "caseward_database_up 1.0" in said
    assert "caseward_ledger_unsealed_entries 0.0" in said
    assert "Pellwether" not in said


def test_nothing_is_counted_unless_it_is_asked_for() -> None:
    assert not [name for name in settings.MIDDLEWARE if "counted" in name]
