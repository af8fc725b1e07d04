"""The tables, made once for each state of the migrations: every server of the tests begins as a copy of that one."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from caseward.foundation.database import locks, places, server
from tests.platform.plans import made_plan


ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "migrated"
# What a database that has only just been migrated comes from.
MADE_OF = (
    "caseward/**/migrations/*.py", "caseward/**/sql/*.sql", "caseward/foundation/database/**/*",
    "caseward/foundation/records/protection.py", "requirements/*.lock",
)  # fmt: skip


def copy_to(data: Path) -> None:
    """Lay a server with all tables and no rows into a data folder that has none yet."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with locks.alone(KEPT / "door"):
        kept = KEPT / _digest()
        if not kept.exists():
            _forget_all()
            _make(kept)
        places.make_data_folder(data)
        _copy(kept, data)


def _digest() -> str:
    state = hashlib.sha256(f"{sys.version} {_secret()}".encode())
    for file in sorted({path for pattern in MADE_OF for path in ROOT.glob(pattern) if path.is_file()}):
        if "__pycache__" not in file.parts:
            state.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return state.hexdigest()[:16]


def _secret() -> str:
    """The secret key of the tests, of which the tables keep what proves a session; a house with another renews it."""
    return os.environ["CASEWARD_SECRET_KEY"]


def _forget_all() -> None:
    for each in KEPT.iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def _make(kept: Path) -> None:
    """Where PostgreSQL's account may enter, then moved here whole: what was killed half-way does not count."""
    folder = Path(tempfile.mkdtemp(prefix="caseward-migrated-"))
    folder.chmod(0o711)
    database = server.Server(folder / "data", throwaway=True)
    try:
        database.start()
        _migrate(folder / "data")
    finally:
        database.stop()
    unfinished = kept.with_suffix(".unfinished")
    unfinished.mkdir()
    _copy(folder / "data", unfinished)
    unfinished.rename(kept)
    shutil.rmtree(folder, ignore_errors=True)


def _migrate(data: Path) -> None:
    asked = made_plan(data, CASEWARD_SECRET_KEY=_secret())
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=ROOT, env=asked.variables(CASEWARD_DATABASE_ROLE="owner"), check=True,
    )  # fmt: skip


def _copy(whence: Path, where: Path) -> None:
    """The server's files, which may belong to an account of its own, and what was prepared of them."""
    known = places.Places(whence)
    subprocess.run(["cp", "-a", known.cluster, known.prepared, where], check=True)
