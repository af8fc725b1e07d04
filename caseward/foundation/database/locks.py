"""Locks between processes; the kernel lets go of them however a process ends."""

import contextlib
import fcntl
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody else is in here."""
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def among_others(path: Path) -> TextIOWrapper:
    """Be counted as one of those who use something, until the file is closed."""
    file = path.open("a", encoding="utf-8")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def nobody_in(path: Path) -> bool:
    """Whether nobody is counted as using it."""
    with path.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
