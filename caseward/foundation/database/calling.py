"""Calling a function of the database that answers with one value."""

from typing import Any

from django.db import connection


def call(statement: str, *values: Any) -> Any:  # noqa: ANN401  what the function takes and returns
    """The one value of the one row with which a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [answer] = cursor.fetchone()
    return answer
