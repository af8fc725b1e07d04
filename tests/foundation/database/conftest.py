"""Servers of their own for the tests that stop and kill them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseward.foundation.database import server


Starter = Callable[..., server.Server]


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that PostgreSQL's account may reach; pytest's own temporary folders are closed to it."""
    home = Path(tempfile.mkdtemp(prefix="caseward-server-"))
    home.chmod(0o711)
    yield home / "data"
    shutil.rmtree(home)


@pytest.fixture
def start(data: Path) -> Iterator[Starter]:
    """Start servers and stop them all in the end."""
    started = []

    def starter(folder: Path = data, *, throwaway: bool = False) -> server.Server:
        one = server.Server(folder, throwaway=throwaway)
        started.append(one)
        one.start()
        return one

    yield starter
    for one in started:
        one.stop()


@pytest.fixture
def running(start: Starter) -> server.Server:
    return start(throwaway=True)


@pytest.fixture(scope="module")
def standing() -> Iterator[server.Server]:
    """One server for all the tests that only look at it."""
    home = Path(tempfile.mkdtemp(prefix="caseward-server-"))
    home.chmod(0o711)
    one = server.Server(home / "data", throwaway=True)
    one.start()
    yield one
    one.stop()
    shutil.rmtree(home)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else to try this")
