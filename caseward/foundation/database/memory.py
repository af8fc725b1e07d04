"""How much memory the embedded server keeps pages in."""

import os
from pathlib import Path


LEAST, MOST = 128, 4096  # megabytes
# PostgreSQL's manual: a quarter of the machine's memory; the rest serves its sorts, ours and the system's own cache.
SHARE = 4
# What a container may use, where it is told (cgroup version 2): "max" or bytes.
ALLOWED = Path("/sys/fs/cgroup/memory.max")


def shared_buffers() -> str:
    """The setting for this machine, in whole megabytes."""
    return f"{min(max(available() // SHARE >> 20, LEAST), MOST)}MB"


def available(allowed: Path = ALLOWED) -> int:
    """Bytes that this machine has, or that its container may use."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        told = allowed.read_text("ascii").strip()
    except OSError:
        return there
    return min(there, int(told)) if told.isdigit() else there
