"""A whole house on a folder and port of its own: database, web server as the runtime role, a small demo world."""

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
from tests import migrated
from tests.platform.plans import free_port, made_plan


ROOT = Path(__file__).resolve().parents[2]
PREPARED_WITHIN = 600  # a machine that is busy with other tests takes its time
SERVING_WITHIN = 180
STOPPED_WITHIN = 15


@dataclass(frozen=True, slots=True)
class Parts:
    """What a house consists of, for whoever stops and starts it piece by piece."""

    plan: plan.Plan
    database: server.Server
    web: parts.Part

    @property
    def password(self) -> str:
        """That of everybody in it."""
        return (self.plan.data / "demo-password").read_text("utf-8").strip()

    def run(self, *arguments: str, role: str = "owner") -> str:
        """Run a program of the platform; returns what it says."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.plan.variables(CASEWARD_DATABASE_ROLE=role), timeout=PREPARED_WITHIN,
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def serve(self) -> None:
        """Start the web server and wait for its first page."""
        self.web.start()
        assert processes.wait_until(lambda: self.serves() or self.web.has_ended, seconds=SERVING_WITHIN)
        assert not self.web.has_ended, self.web.last_words()

    def serves(self) -> bool:
        """Whether a page comes, whatever it says short of a fault."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plan.port, timeout=30)
        try:
            connection.request("GET", "/sign-in/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@contextlib.contextmanager
def opened(*, referrals: int, workers: int = 1) -> Iterator[Parts]:
    """Started from the ground up; stopped from the top down, whatever happens between."""
    with contextlib.ExitStack() as stopping:
        folder = Path(tempfile.mkdtemp(prefix="caseward-house-"))
        stopping.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)  # PostgreSQL runs as another account when we are root, and must be able to pass
        asked = made_plan(folder / "data", CASEWARD_DEMO="1", CASEWARD_PORT=str(free_port()))
        migrated.copy_to(asked.data)
        plan.make_secret_key(asked)
        database = server.Server(asked.data, throwaway=True)  # ends with us, even when we are killed
        stopping.callback(database.stop)
        database.start()
        house = Parts(asked, database, _web(asked, workers))
        house.run("-m", "caseward.config.run.preparation")
        house.run("manage.py", "rotate_session_key")
        house.run("manage.py", "load_demo", "--referrals", str(referrals))
        stopping.callback(house.web.stop)
        house.serve()
        yield house


def _web(asked: plan.Plan, workers: int) -> parts.Part:
    return parts.Part(
        "web server",
        [sys.executable, "-m", "gunicorn", "--config", "python:caseward.config.serving"],
        asked.variables(
            CASEWARD_SERVING="1", CASEWARD_DATABASE_ROLE="runtime", CASEWARD_WORKERS=str(workers)
        ),
        asked.data / "web.log",
        patience=STOPPED_WITHIN,
    )
