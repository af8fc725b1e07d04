"""Plans of starts for the tests."""

import os
import socket
from pathlib import Path

from caseward.config.run import plan


def made_plan(data: Path, **environ: str) -> plan.Plan:
    return plan.read({"CASEWARD_DATA": str(data), "PATH": os.environ["PATH"], **environ})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
