"""A replay of five hundred events: how long it takes from the first to the last, its world already migrated.

Usage: python -m tools.bench.replaying
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path


PEOPLE, LATER = 20, 15
# Compiled once by the first replay, as wherever it is installed: compiling is no part of a replay.
ENVIRON = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
COMMAND = Path(sys.executable).parent / "caseward"
ROAD = (
    ("refer", 0.0), ("screen", 0.1), ("acknowledge", 0.15), ("find", 0.2), ("deconflict", 1.0), ("decide", 2.0),
    ("accept", 2.2), ("assess", 5.0), ("finding", 6.0), ("advance", 7.0),
)  # fmt: skip
BESIDES = ("contact", "note", "event")
KEYS = {"finding": 'fact = "partners_asked"', "advance": 'to = "section-36"'}


def timeline() -> str:
    """Twenty people from their referral to a case that is worked on: 500 events."""
    lines = [
        f'[people.p{n}]\nname = "Person{n} Tester"\nborn = {1980 + n}-03-0{n % 9 + 1}' for n in range(PEOPLE)
    ]
    for n in range(PEOPLE):
        begins = datetime(2024, 1, 8, 9) + timedelta(days=7 * n)  # noqa: DTZ001  as a timeline is written
        lines += [_event(begins + timedelta(days=days), what, n) for what, days in ROAD]
        lines += [_event(begins + timedelta(days=10 + 10 * k), BESIDES[k % 3], n) for k in range(LATER)]
    return "\n".join(lines)


def _event(at: datetime, what: str, person: int) -> str:
    return f'[[event]]\nat = {at:%Y-%m-%dT%H:%M}\nwhat = "{what}"\nperson = "p{person}"\n{KEYS.get(what, "")}'


def main() -> int:
    """Replay once to make the world's template, and once more against the clock; prints one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="caseward-replays-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs as another account when we are root
        file = Path(folder) / "timeline.toml"
        file.write_text('[[event]]\nat = 2024-01-08\nwhat = "refer"\n', "utf-8")
        _replay(file)
        file.write_text(timeline(), "utf-8")
        began, spent = time.monotonic(), _cpu()
        report = _replay(file)
        print(json.dumps({
            "events": len(report["events"]), "seconds": time.monotonic() - began, "of its own CPU": _cpu() - spent,
        }))  # fmt: skip
    return 0


def _replay(file: Path) -> dict[str, list[object]]:
    done = subprocess.run(
        [str(COMMAND), "replay", str(file), "--report", "json"], check=True, capture_output=True, text=True,
        env={**ENVIRON, "CASEWARD_DATA": str(file.parent), "PYTHONPYCACHEPREFIX": str(file.parent / "compiled")},
    )  # fmt: skip
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


def _cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(main())
