"""Writes definitions into a folder of a test: the published ones, with whatever the test changes."""

import shutil
from pathlib import Path

from caseward.foundation.catalogue.files import PUBLISHED


def published_copy(folder: Path) -> Path:
    """A copy of everything published, which the test may spoil."""
    copied = folder / "definitions"
    shutil.copytree(PUBLISHED, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


def replaced(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one passage of one file; the passage must be there exactly once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
