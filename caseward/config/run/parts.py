"""The processes that make up the house, each started again once when it ends unasked."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caseward.config.run import troubles
from caseward.foundation.database import processes


KILLED_WITHIN = 5.0
AGAIN_WITHIN = 60.0
LOG_LIMIT = 10_000_000


@dataclass(slots=True)
class Revivals:
    """Allows one restart a minute: a part that keeps ending has a cause that restarting only hides."""

    name: str
    last: float | None = None

    def allow(self, *, last_words: str) -> None:
        """Note a restart, or raise Trouble when there was one a moment ago."""
        now = time.monotonic()
        if self.last is not None and now - self.last < AGAIN_WITHIN:
            raise troubles.Trouble(
                f"The {self.name} ended again soon after it was started again. {last_words}"
            )
        self.last = now
        print(f"The {self.name} ended unexpectedly and is started again.", flush=True)  # noqa: T201


@dataclass(slots=True)
class Part:
    """One process with its own process group, so that Ctrl-C reaches it through us alone and in order."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    patience: float
    revivals: Revivals = field(init=False)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.revivals = Revivals(self.name)

    def start(self) -> None:
        """Start it; the system ends it when we are killed."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command, env=dict(self.environ), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
                preexec_fn=processes.leashed(signal.SIGTERM),  # noqa: PLW1509 -- we have one thread
            )  # fmt: skip

    def look_after(self) -> None:
        """Start it again when it has ended; raises Trouble when it keeps ending."""
        if self.has_ended:
            self.revivals.allow(last_words=self.last_words())
            self._signal(signal.SIGKILL)  # its children still hold the port
            self.start()

    @property
    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to end, and end it when it does not."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            print(f"The {self.name} does not stop by itself and is ended.", flush=True)  # noqa: T201
        self._signal(signal.SIGKILL)
        self.process.wait(timeout=KILLED_WITHIN)

    def last_words(self) -> str:
        """The end of its log, for a message."""
        lines = self.log.read_text(errors="replace").splitlines()[-8:] if self.log.exists() else []
        return f"Its last words, in {self.log}:\n" + "\n".join(f"  {line}" for line in lines)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return
