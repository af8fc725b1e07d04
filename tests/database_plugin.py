"""Gives every test process a database server of its own, started when the first test asks for a database.

Loaded with `-p`, so that the address is in the environment before Django reads its settings.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caseward.foundation.database import address, server


# The first fixture of pytest-django that connects.
FIRST_TO_CONNECT = "django_db_setup"


class TestDatabase:
    """A private folder and, once asked for, the throw-away server in it."""

    __test__ = False

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="caseward-tests-"))
        # PostgreSQL runs as another account when we are root, and must be able to pass.
        self.folder.chmod(0o711)
        self._server: server.Server | None = None
        self._process = os.getpid()

    def environment(self) -> dict[str, str]:
        """What settings read."""
        # A browser test runs inside an event loop, which Django would otherwise take for asynchronous code.
        loop = {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
        return {"CASEWARD_DATA": str(self.folder), "CASEWARD_DATABASE_ROLE": "owner", **loop}

    def start(self) -> address.Address:
        """Start the server once."""
        if self._server is None:
            from tests import migrated  # noqa: PLC0415  needs an environment that is complete

            migrated.copy_to(self.folder)
            self._server = server.Server(self.folder, throwaway=True)
        return self._server.start()

    def end(self) -> None:
        """Stop the server, then remove its folder: the other way round it would linger."""
        if os.getpid() != self._process:  # a forked child leaves its parent's server alone
            return
        if self._server:
            self._server.stop()
            self._server = None
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_external() -> bool:
    return bool(os.environ.get("DATABASE_URL"))


_database = TestDatabase()
atexit.register(_database.end)
os.environ.update(_database.environment())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Iterator[None]:
    """Start the server just before something connects."""
    if fixturedef.argname == FIRST_TO_CONNECT and not _is_external():
        _database.start()
    return (yield)


@pytest.fixture(scope="session")
def database_address() -> address.Address:
    """The running server, for tests that log in by themselves."""
    if _is_external():
        pytest.skip("this test needs the embedded server, and DATABASE_URL names another")
    return _database.start()


def pytest_unconfigure() -> None:
    """Leave no process and no folder behind, also after Ctrl-C."""
    _database.end()
