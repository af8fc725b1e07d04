"""A throw-away cluster of the PostgreSQL that the machine's distribution ships, as an administrator runs one."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from caseward.foundation.database import account as accounts
from caseward.foundation.database import processes


INSTALL = "apt-get install --no-install-recommends postgresql"


def programs() -> Path:
    """The distribution's server; without it the test fails and says what to install."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail(f"This test needs the distribution's PostgreSQL. On Debian, as root: {INSTALL}")
    return found[0].parent


@contextmanager
def cluster() -> Iterator[str]:
    """The administrator's address of a new cluster that wants passwords, on the loopback network."""
    home = Path(tempfile.mkdtemp(prefix="caseward-external-"))
    account = accounts.for_cluster(Path("/nowhere"))
    account.give(home)
    password, port = secrets.token_hex(8), _free_port()
    process = _start(home, account, password=password, port=port)
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    try:
        if not processes.wait_until(lambda: _answers(url), seconds=60):
            pytest.fail(f"The distribution's server did not start: {(home / 'log').read_text()[-2000:]}")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(home)


def _start(home: Path, account: accounts.Account, *, password: str, port: int) -> subprocess.Popen[bytes]:
    secret = home / "password"
    secret.write_text(password)
    if account.stands_in:
        os.chown(secret, account.uid, account.gid)
    subprocess.run(
        [programs() / "initdb", "-D", home / "data", "-U", "postgres", "-A", "scram-sha-256",
         f"--pwfile={secret}", "--no-sync", "--encoding=UTF8", "--locale=C"],
        check=True, capture_output=True, **account.launch(),
    )  # fmt: skip
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [programs() / "postgres", "-D", home / "data", "-p", str(port), "-k", home, "-c", "fsync=off"],
            stdout=log, stderr=log, **account.launch(),
        )  # fmt: skip


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
