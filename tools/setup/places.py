"""Folders of the checkout that setting up makes or reads."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
STAMPS = ROOT / "build" / "stamps"
NODE = ROOT / "build" / "node"


def digest(paths: Iterable[Path]) -> str:
    """One number for names and contents of files."""
    sum_ = hashlib.sha256()
    for path in sorted(paths):
        sum_.update(f"{path.relative_to(ROOT)}\0".encode())
        sum_.update(hashlib.sha256(path.read_bytes()).digest())
    return sum_.hexdigest()


def is_stamped(name: str, value: str) -> bool:
    """Whether the step was done in this very state."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == value


def stamp(name: str, value: str) -> None:
    """Note that the step was done in this state."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
