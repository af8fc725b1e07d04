"""What processes have used, as the kernel counts it in /proc."""

import os
from pathlib import Path


TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and its children."""
    return [pid, *(child for child in _all() if _fields(child)[1:2] == [str(pid)])]


def cpu(pid: int) -> float:
    """Seconds of processor time of a process and its children, those that ended included."""
    fields = [_fields(one) for one in family(pid)]
    ended = sum(map(int, _fields(pid)[13:15]))
    return (sum(int(one[11]) + int(one[12]) for one in fields if len(one) > 12) + ended) / TICK


def memory(pid: int) -> float:
    """Megabytes of a process and its children, what they share counted once."""
    return sum(_proportional(one) for one in family(pid)) / 1024


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none when the process has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
