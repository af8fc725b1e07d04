"""Changing the database role inside a test's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


RUNTIME, OWNER = "caseward_runtime", "caseward_owner"


def assume(role: str) -> None:
    """Become the role until the transaction ends or another role is assumed."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true)", [role])


@contextmanager
def owner() -> Iterator[None]:
    """Step outside row-level security, to look at what is really there."""
    assume(OWNER)
    try:
        yield
    finally:
        assume(RUNTIME)
