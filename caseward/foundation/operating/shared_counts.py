"""The folder in which the server's processes count together; made before the library that looks for it is read."""

import os
import shutil
from pathlib import Path


VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def make(data: Path) -> None:
    """Begin afresh: counts of processes that have gone are no use to anybody."""
    folder = data / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ[VARIABLE] = str(folder)
