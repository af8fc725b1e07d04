"""A house of its own for each size: built once, kept in var/bench, started with two server processes."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseward.config.run import parts, plan
from caseward.foundation.database import processes, server


ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a heron over quiet reeds"  # noqa: S105  of invented people, on a port that only this machine sees
BUILDERS = 2
PATIENCE = 15


@dataclass(frozen=True, slots=True)
class House:
    """Where it is, and which processes do its work."""

    plan: plan.Plan
    web: int
    database: int
    built: dict[str, float]


@contextlib.contextmanager
def opened(folder: Path, *, cases: int, people: int) -> Iterator[House]:
    """Built when it is not there yet; stopped from the top down."""
    with contextlib.ExitStack() as stopping:
        folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        asked = _plan(folder / "data")
        plan.make_secret_key(asked)
        database = server.Server(asked.data)
        stopping.callback(database.stop)
        database.start()
        built = _built(folder, asked, cases=cases, people=people)
        # A world that was built earlier gains what came since.
        run(asked, "owner", "-m", "caseward.config.run.preparation")
        web = _web(asked)
        stopping.callback(web.stop)
        web.start()
        if not processes.wait_until(lambda: _serves(asked.port), seconds=60):
            sys.exit(f"The server did not start: {web.last_words()}")
        postmaster = processes.postmaster(database.places.cluster)
        if web.process is None or postmaster is None:
            sys.exit("The server ended as soon as it had started.")
        yield House(asked, web.process.pid, postmaster, built)


def run(asked: plan.Plan, role: str, *arguments: str, quiet: bool = False) -> None:
    """A program of the platform or of the benchmark, to its end."""
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=asked.variables(CASEWARD_DATABASE_ROLE=role), check=True,
        stdout=subprocess.DEVNULL if quiet else None,
    )  # fmt: skip


def said(asked: plan.Plan, role: str, *arguments: str) -> str:
    """The last line that such a program prints."""
    return said_by_all(asked, role, arguments)[0]


def said_by_all(asked: plan.Plan, role: str, *programs: tuple[str, ...]) -> list[str]:
    """The last line of each of several such programs that run side by side."""
    running = [
        subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=asked.variables(CASEWARD_DATABASE_ROLE=role),
            stdout=subprocess.PIPE, text=True,
        )
        for arguments in programs
    ]  # fmt: skip
    last = [one.communicate()[0].splitlines()[-1:] for one in running]
    if any(one.returncode for one in running):
        sys.exit(f"{programs[0]} did not come to its end.")
    return [lines[0] for lines in last]


def _built(folder: Path, asked: plan.Plan, *, cases: int, people: int) -> dict[str, float]:
    done = folder / "world.json"
    if done.exists():
        found: dict[str, float] = json.loads(done.read_text("utf-8"))
        return found
    seconds: dict[str, float] = {}
    _build(asked, cases=cases, people=people, seconds=seconds)
    done.write_text(json.dumps(seconds), "utf-8")
    return seconds


def _build(asked: plan.Plan, *, cases: int, people: int, seconds: dict[str, float]) -> None:
    size = ("--cases", str(cases), "--people", str(people))
    run(asked, "owner", "-m", "caseward.config.run.preparation")
    world = ("-m", "tools.bench.world")
    began = time.monotonic()
    run(asked, "owner", *world, "staff", *size, "--password", PASSWORD)
    seconds["staff"] = time.monotonic() - began
    began = time.monotonic()
    builders = [
        subprocess.Popen(
            [sys.executable, *world, "records", *size, "--part", str(part), "--parts", str(BUILDERS)],
            cwd=ROOT, env=asked.variables(CASEWARD_DATABASE_ROLE="owner"),
        )
        for part in range(BUILDERS)
    ]  # fmt: skip
    ended = [builder.wait() for builder in builders]
    if any(ended):
        sys.exit("The world was not built to its end. Remove its folder and begin again.")
    seconds["records"] = time.monotonic() - began
    run(asked, "owner", *world, "finish")
    print(file=sys.stderr)


def _plan(data: Path) -> plan.Plan:
    data.mkdir(exist_ok=True, mode=0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return plan.read(
        {
            "CASEWARD_DATA": str(data),
            "CASEWARD_DEMO": "1",
            "CASEWARD_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
        }
    )


def _web(asked: plan.Plan) -> parts.Part:
    return parts.Part(
        "web server",
        [sys.executable, "-m", "gunicorn", "--config", "python:caseward.config.serving"],
        asked.variables(CASEWARD_SERVING="1", CASEWARD_DATABASE_ROLE="runtime", CASEWARD_WORKERS="2"),
        asked.data / "web.log",
        patience=PATIENCE,
    )


def _serves(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/sign-in/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
