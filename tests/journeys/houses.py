"""The whole platform on a folder and port of its own, with a small demo world, as `make run` starts it."""

import contextlib
import http.client
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseward.config.run import parts, plan
from caseward.foundation.database import processes, server
from tests.platform.plans import free_port, made_plan


ROOT = Path(__file__).resolve().parents[2]
REFERRALS = "13"  # each step of the story is met once, one of them by a person already known
PREPARED_WITHIN = 600  # a machine that is busy with other tests takes its time
SERVING_WITHIN = 180
STOPPED_WITHIN = 15


@dataclass(frozen=True, slots=True)
class House:
    """Where it is, and the password of everybody in it."""

    url: str
    password: str


@contextlib.contextmanager
def opened() -> Iterator[House]:
    """Started from the ground up; stopped from the top down, whatever happens between."""
    with contextlib.ExitStack() as stopping:
        folder = Path(tempfile.mkdtemp(prefix="caseward-journeys-"))
        stopping.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)  # PostgreSQL runs as another account when we are root, and must be able to pass
        asked = made_plan(folder / "data", CASEWARD_DEMO="1", CASEWARD_PORT=str(free_port()))
        asked.data.mkdir(mode=0o711)
        plan.make_secret_key(asked)
        database = server.Server(asked.data, throwaway=True)  # ends with us, even when we are killed
        stopping.callback(database.stop)
        database.start()
        _run(asked, "-m", "caseward.config.run.preparation")
        _run(asked, "manage.py", "load_demo", "--referrals", REFERRALS)
        web = _web(asked)
        stopping.callback(web.stop)
        web.start()
        assert processes.wait_until(lambda: _serves(asked.port) or web.has_ended, seconds=SERVING_WITHIN)
        assert not web.has_ended, web.last_words()
        yield House(asked.url, (asked.data / "demo-password").read_text("utf-8").strip())


def _run(asked: plan.Plan, *arguments: str) -> None:
    """Run a program of the platform as the owner of the database."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=asked.variables(CASEWARD_DATABASE_ROLE="owner"), timeout=PREPARED_WITHIN,
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"


def _web(asked: plan.Plan) -> parts.Part:
    return parts.Part(
        "web server",
        [sys.executable, "-m", "gunicorn", "--config", "python:caseward.config.serving"],
        asked.variables(CASEWARD_SERVING="1", CASEWARD_DATABASE_ROLE="runtime", CASEWARD_WORKERS="1"),
        asked.data / "web.log",
        patience=STOPPED_WITHIN,
    )


def _serves(port: int) -> bool:
    """Whether a page comes, whatever it says short of a fault."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/sign-in/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
