"""PostgreSQL's own pg_dump and pg_restore: CASEWARD_POSTGRES_BIN's, else those that Caseward brings."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from psycopg import conninfo

from caseward.foundation.database import programs
from caseward.foundation.operating.backups.faults import NotDone


_HEAD = 4096
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"  # pg_restore writes it for every server


def run(name: str, *arguments: str, login: dict[str, Any]) -> str:
    """Run one as this login, and return what it says; the password stays out of the list of processes."""
    target, secret = _target(login)
    return _done(name, [target, *arguments], secret)


def told(name: str, *arguments: str) -> str:
    """What a program says that needs no server."""
    return _done(name, list(arguments), {})


def poured(source: list[str], *, into: list[str], login: dict[str, Any]) -> None:
    """Run one program into another, so that nothing lies on a disk between them; NotDone unless both are content.

    The second is told of the end only when the first came to its own: cut short, it takes everything back.
    """
    target, secret = _target(login)
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(_command(source), stdout=subprocess.PIPE, stderr=said) as first,  # noqa: S603
        subprocess.Popen(  # noqa: S603
            [*_command(into), target], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said,
            env=_environ(secret),
        ) as second,
    ):  # fmt: skip
        if not _copied(first, second) or second.wait() != 0:
            said.seek(0)
            raise NotDone(f"{source[0]} into {into[0]} did not come to its end: {said.read().strip()[:2000]}")


def _copied(first: subprocess.Popen[bytes], second: subprocess.Popen[bytes]) -> bool:
    """Whether everything went over; ends the second where it did not."""
    source, target = first.stdout, second.stdin
    if source is None or target is None:
        return False
    try:
        target.write(source.read(_HEAD).replace(_UNKNOWN_BEFORE_17, b""))
        shutil.copyfileobj(source, target)
    except BrokenPipeError:
        first.kill()
    if first.wait() != 0:
        second.kill()
        return False
    target.close()
    return True


def _done(name: str, arguments: list[str], secret: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603
        _command([name, *arguments]), check=False, capture_output=True, text=True, env=_environ(secret)
    )
    if done.returncode != 0:
        raise NotDone(f"{name} did not come to its end: {done.stderr.strip()[:2000]}")
    return done.stdout


def _target(login: dict[str, Any]) -> tuple[str, dict[str, str]]:
    keywords = {key: value for key, value in login.items() if key != "password"}
    secret = {"PGPASSWORD": str(login["password"])} if "password" in login else {}
    return f"--dbname={conninfo.make_conninfo('', **keywords)}", secret


def _environ(secret: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", **secret}


def _command(words: list[str]) -> list[str]:
    chosen = os.environ.get("CASEWARD_POSTGRES_BIN")
    folder = Path(chosen) if chosen else programs.ROOT / "pginstall" / "bin"
    return [str(folder / words[0]), *words[1:]]
