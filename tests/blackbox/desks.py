"""The command line `caseward` in one process that answers again and again: starting it costs more than its work."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


# It keeps nothing between two commands but the interpreter and what was imported.
LOOP = """
import contextlib, io, json, sys
from caseward.command_line import main
for line in sys.stdin:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = main(json.loads(line))
        except SystemExit as ended:
            status = ended.code
    print(json.dumps([status, said.getvalue()]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who runs one command after another, under the variables that were given."""

    process: "subprocess.Popen[str]"

    def asks(self, *arguments: str) -> tuple[int, str]:
        """The exit status of a command, and what it said."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        answered = self.process.stdout.readline()
        assert answered, "the process has ended"
        status, said = json.loads(answered)
        return int(status or 0), str(said)


@contextlib.contextmanager
def opened(variables: Mapping[str, str] | None = None) -> Iterator[Desk]:
    """For as long as the block lasts."""
    command = [sys.executable, "-c", LOOP]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables
    ) as process:
        try:
            yield Desk(process)
        finally:
            process.stdin.close()  # type: ignore[union-attr]  # it has one
            process.wait(timeout=60)
