"""Which processes work in a cluster's folder, and how they are ended within bounds.

A number in `postmaster.pid` proves nothing: the process may be a zombie that nobody reaps, or somebody else's
that got the same number. PostgreSQL works inside its own folder, so the folder says whose a process is.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path


PROC = Path("/proc")
STEP = 0.02
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


def postmaster(cluster: Path) -> int | None:
    """The process that serves this cluster, or None when it has ended, however it ended."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if is_alive(pid) and _folder_of(pid) in {None, str(cluster.resolve())} else None


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return not PROC.exists()
    return state != "Z"


def left_behind(cluster: Path) -> list[int]:
    """Processes of this cluster without its postmaster, and those of a cluster deleted under its server.

    The latter would delete the socket of a new server at the same place about a minute later.
    """
    folder = str(cluster.resolve())
    theirs = {folder, f"{folder} (deleted)"}
    return [pid for pid in _all() if _folder_of(pid) in theirs and _is_postgres(pid) and is_alive(pid)]


def end(pids: Iterable[int], *, signals: Iterable[tuple[signal.Signals, float]]) -> bool:
    """Send each signal in turn and wait its seconds; whether all have gone."""
    waiting = list(pids)
    for number, seconds in signals:
        for pid in waiting:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        if wait_until(lambda: not any(is_alive(pid) for pid in waiting), seconds=seconds):
            return True
    return not waiting


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Poll until it holds or the time is up."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(STEP)
    return True


def leashed(number: signal.Signals) -> Callable[[], None] | None:
    """What a child calls before it starts, so that the kernel sends it this signal when its parent dies."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def leash() -> None:
        prctl(SET_PARENT_DEATH_SIGNAL, int(number))

    return leash


def _all() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()] if PROC.exists() else []


def _is_postgres(pid: int) -> bool:
    """An administrator's shell may stand in the folder, too."""
    try:
        return (PROC / str(pid) / "comm").read_text().startswith("postgres")
    except OSError:
        return False


def _folder_of(pid: int) -> str | None:
    """Where the process works; "" when we may not know, None on a system without /proc."""
    if not PROC.exists():
        return None
    try:
        return str((PROC / str(pid) / "cwd").readlink())
    except OSError:
        return ""
