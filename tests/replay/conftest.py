"""Timelines replayed as somebody at a terminal would: by the command itself, on a folder of the tests' own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


PATIENCE = 900  # the first one waits for the migrations, on a machine that others use as well


@dataclass(frozen=True, slots=True)
class Answered:
    """What the command said."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report, which was asked for as JSON."""
        assert self.status == 0, self.err
        found: dict[str, Any] = json.loads(self.out)
        return found


Replay = Callable[..., Answered]


@pytest.fixture(scope="session")
def data() -> Iterator[Path]:
    """A data folder that PostgreSQL's account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="caseward-replays-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def replay(data: Path) -> Replay:
    """Replay a text; JSON unless something else is asked for."""

    def run(text: str, *arguments: str) -> Answered:
        file = data / "timeline.toml"
        file.write_text(text, "utf-8")
        return typed(data, str(file), *(arguments or ("--report", "json")))

    return run


def typed(data: Path, *arguments: str, **variables: str) -> Answered:
    """The command line `caseward replay`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CASEWARD_", "DATABASE_"))}
    done = subprocess.run(
        [str(Path(sys.executable).parent / "caseward"), "replay", *arguments],
        env={**kept, "CASEWARD_DATA": str(data), **variables},
        check=False, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    return Answered(done.returncode, done.stdout, done.stderr)
