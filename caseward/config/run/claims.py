"""One data folder and port are served by one start at a time."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from caseward.config.run import troubles
from caseward.config.run.plan import Plan
from caseward.foundation.database import processes


LEAVING = 10.0  # a killed start's web server needs a moment to let go of its port


@contextmanager
def claimed(plan: Plan) -> Iterator[None]:
    """Hold the place while serving; raises Trouble where somebody else does."""
    with (plan.data / f"run-{plan.port}.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise troubles.Trouble(_running(plan, file.read().strip())) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        if not processes.wait_until(lambda: _is_free(plan.port), seconds=LEAVING):
            raise troubles.Trouble(
                f"Port {plan.port} is taken by another program. Choose another: "
                f"CASEWARD_PORT={plan.port + 1} make run"
            )
        yield


def _running(plan: Plan, process: str) -> str:
    return (
        f"Caseward is already running on {plan.data}: {plan.url} (process {process}).\n"
        "Use that one, or stop it with Ctrl-C where it was started. To serve the same records at another port "
        f"as well: CASEWARD_PORT={plan.port + 1} make run"
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
