"""The world in which every test begins: one region, its units and the cast, built once and rolled back to."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings

from tests import cast, roles
from tests.browser import browser, open_page, served  # noqa: F401  one browser for the whole run
from tests.keeping import as_if_asked_anew  # noqa: F401  for every test
from tests.remembered import worlds_of_the_usual  # noqa: F401  for every test


# A machine that others work on is slow at times: no example is wrong for having taken long.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A database migrated by its owner and peopled with the cast, for tests that roll back and for copies that commit.

    pytest-django's own makes none where every test commits for real.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        cast.build()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def as_runtime(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test that touches the database does so as the runtime role, for which row-level security counts."""
    if "db" not in request.fixturenames and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    roles.assume(roles.RUNTIME)
    yield
    if not connection.needs_rollback:
        roles.assume(roles.OWNER)


@pytest.fixture
def real_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the database, logged in to as the runtime role itself, where transactions really commit."""
    with django_db_blocker.unblock():
        usual = dict(connection.settings_dict)
        copy = f"{usual['NAME']}_{uuid4().hex[:8]}"
        connection.close()
        _administer(usual, f'create database "{copy}" template "{usual["NAME"]}"')
        connection.settings_dict.update(NAME=copy, USER=roles.RUNTIME)
        yield
        connection.close()
        connection.settings_dict.update(usual)
        _drop(usual, copy)


@pytest.fixture
def no_database(django_db_blocker: Any) -> Iterator[None]:
    """Connections are allowed, and lead to a server that is not there."""
    usual = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(HOST="/nowhere", PORT="1", NAME="gone")
        yield
        connection.close()
    connection.settings_dict.update(usual)


def _drop(usual: dict[str, Any], copy: str) -> None:
    """Drop the copy once those who work in it with greater rights than ours (a vacuum, a dump) have left."""
    for _patience in range(100):
        try:
            _administer(usual, f'drop database "{copy}" with (force)')
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"Somebody stays in {copy}.")


def _administer(usual: dict[str, Any], statement: str) -> None:
    login = {
        "host": usual["HOST"],
        "port": usual["PORT"] or None,
        "user": usual["USER"],
        "password": usual["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **login) as administrator:
        administrator.execute(statement)
