"""Whom the doctor looks at: both roles' connections, the settings, the time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from caseward.foundation import clock
from caseward.foundation.database import address


Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Patient:
    """An installation; its database has answered to both roles."""

    owner: Connection
    runtime: Connection
    environ: dict[str, str]
    now: datetime

    def ask(self, question: str, *values: object) -> Any:  # noqa: ANN401  any column's value
        """The one value that the owner gets for an answer."""
        row = self.owner.execute(question, values).fetchone()
        return row[0] if row else None


@contextmanager
def arrived(environ: dict[str, str]) -> Iterator[Patient]:
    """Log in as both roles; raises psycopg.OperationalError or Unusable where one cannot."""
    with ExitStack() as stack:
        owner, runtime = (
            stack.enter_context(
                psycopg.connect(
                    **{"connect_timeout": 5, **address.login(environ, role=role)}, autocommit=True
                )
            )
            for role in ("owner", "runtime")
        )
        yield Patient(owner, runtime, environ, clock.now())
