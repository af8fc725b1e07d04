"""What a call asks the database, to be asked again for its plan."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection


T = TypeVar("T")
Question = tuple[str, Any]


def of_page(call: Callable[[], T]) -> tuple[Question, T]:
    """The first question for no more than a page of rows, with its parameters, and what the call gave."""
    asked: list[Question] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        answer = call()
    return next(one for one in asked if " LIMIT " in one[0]), answer
