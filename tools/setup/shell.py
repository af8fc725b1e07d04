"""Starting other programs, with their output shown and their failures said."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.setup import places, problems


def run(
    command: Sequence[str | Path],
    *,
    doing: str,
    where: Path = places.ROOT,
    variables: Mapping[str, str] | None = None,
) -> None:
    """Run to the end, or raise Unmet with what was being done and the command to try by hand."""
    print(f"  {doing} …", flush=True)
    try:
        done = subprocess.run(command, check=False, cwd=where, env={**os.environ, **(variables or {})})
    except OSError as error:
        raise problems.Unmet(f"{command[0]} cannot be started: {error.strerror}.") from error
    if done.returncode != 0:
        shown = " ".join(str(word) for word in command)
        raise problems.Unmet(
            f"{doing} failed. Its own messages stand above; to try it by itself:\n  cd {where} && {shown}"
        )
