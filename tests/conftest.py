"""The world in which every test begins: one region, its units and the cast, built once and rolled back to."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests import roles


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Migrations have run as the owner; the cast joins them before the first test."""
    if find_spec("tests.cast"):
        with django_db_blocker.unblock():
            import_module("tests.cast").build()


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
        _administer(usual, f'drop database "{copy}" with (force)')


def _administer(usual: dict[str, Any], statement: str) -> None:
    login = {
        "host": usual["HOST"],
        "port": usual["PORT"] or None,
        "user": usual["USER"],
        "password": usual["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **login) as administrator:
        administrator.execute(statement)
