"""The world in which every test begins: one region, its units and the cast, built once and rolled back to."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests import roles


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Migrations have run as the owner; the cast joins them before the first test."""
    from importlib.util import find_spec

    if find_spec("tests.cast"):
        from tests import cast

        with django_db_blocker.unblock():
            cast.build()


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
