"""The house as a whole: started from the ground up, watched, and stopped from the top down."""

import http.client
import os
import subprocess
import sys
import time

from caseward.config.run import databases, demo_world, parts, readiness, troubles
from caseward.config.run.plan import Plan
from caseward.foundation.database import locks, processes


INTERVAL = 0.3
READY_WITHIN = 60.0


class House:
    """Database, jobs and web server of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._database = databases.of(plan)
        self._web, self._worker = _web(plan), _worker(plan)
        self._parent = os.getppid()

    def start(self) -> None:
        """Start everything and return when it serves; raises Trouble."""
        self._database.start()
        with locks.alone(self._plan.data / "preparing.lock"):
            self._prepare()
        self._web.start()
        self._await_pages()
        # After the first page: people wait for pages, jobs wait for nobody.
        self._worker.start()

    def watch(self) -> None:
        """Look after every part until interrupted; raises Trouble when one keeps ending."""
        while True:
            time.sleep(INTERVAL)
            self._database.look_after()
            self._web.look_after()
            self._worker.look_after()
            if "MAKELEVEL" in os.environ and os.getppid() != self._parent:
                raise troubles.Trouble("The make that started Caseward has gone.")

    def stop(self) -> None:
        """Stop everything, top first, each within its bound."""
        self._web.stop()
        self._worker.stop()
        self._database.stop()

    def _await_pages(self) -> None:
        web, port = self._web, self._plan.port
        processes.wait_until(lambda: web.has_ended or _serves(port), seconds=READY_WITHIN)
        if not _serves(port):
            raise troubles.Trouble(f"The {web.name} does not answer. {web.last_words()}")

    def _prepare(self) -> None:
        self._database.forget_half_a_demo_world()
        with demo_world.as_owner(self._plan) as owner:
            if readiness.is_ready(self._plan, owner):
                return
            _run(self._plan, ["-m", "caseward.config.run.preparation"], doing="Preparing the database")
            if demo_world.is_half_loaded(owner, database=owner.info.dbname):
                print("Loading the demo world …", flush=True)  # noqa: T201
                _run(self._plan, ["manage.py", "load_demo"], doing="Loading the demo world")
                demo_world.unmark(owner)
            readiness.note(self._plan, owner)


def _run(plan: Plan, arguments: list[str], *, doing: str) -> None:
    """Run a program of ours as the owner of the database."""
    variables = plan.variables(CASEWARD_DATABASE_ROLE="owner")
    if subprocess.run([sys.executable, *arguments], check=False, env=variables).returncode != 0:  # noqa: S603
        raise troubles.Trouble(f"{doing} failed; its own messages stand above.")


def _web(plan: Plan) -> parts.Part:
    return parts.Part(
        "web server",
        [sys.executable, "-m", "gunicorn", "--config", "python:caseward.config.serving"],
        plan.variables(CASEWARD_SERVING="1", CASEWARD_DATABASE_ROLE="runtime"),
        plan.data / "web.log",
        patience=8.0,  # gunicorn's own limit is five seconds
    )


def _worker(plan: Plan) -> parts.Part:
    return parts.Part(
        "job worker",
        [sys.executable, "manage.py", "work"],
        plan.variables(CASEWARD_DATABASE_ROLE="runtime"),
        plan.data / "worker.log",
        patience=25.0,  # its running jobs get twenty
    )


def _serves(port: int) -> bool:
    """Whether a page comes, whatever it says short of a fault."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
