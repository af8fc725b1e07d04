"""The demo world is loaded once, whole: a database marks itself while it is being loaded.

The mark lies in the database that it speaks of, so that it can never be found in another one. It is only set
where nobody has an account yet, and nobody can sign in before it is taken away: what it marks is synthetic.
"""

from typing import Any

import psycopg
from psycopg import sql

from caseward.config.run.plan import Plan
from caseward.foundation.database import address


MARK = "Caseward: the demo world is being loaded"

Connection = psycopg.Connection[Any]


def as_owner(plan: Plan) -> Connection:
    """A connection as the owner of the plan's database."""
    return psycopg.connect(**address.login(plan.environ, role="owner"), autocommit=True)


def mark(owner: Connection) -> None:
    """Say that what comes now is a demo world, and not yet whole."""
    _comment(owner, MARK)


def unmark(owner: Connection) -> None:
    """Say that it is whole."""
    _comment(owner, None)


def is_half_loaded(connection: Connection, *, database: str) -> bool:
    """Whether an earlier start was stopped while it loaded the demo world."""
    found = connection.execute(
        "select 1 from pg_database where datname = %s and shobj_description(oid, 'pg_database') = %s",
        [database, MARK],
    ).fetchone()
    return found is not None


def _comment(owner: Connection, words: str | None) -> None:
    owner.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(owner.info.dbname), sql.Literal(words))
    )
