"""What serves people logs in with no more rights than that needs, or does not start."""

import logging

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from caseward.foundation.database import faults, privileges


log = logging.getLogger("caseward.start")


def refuse_powerful_login() -> None:
    """Raise ImproperlyConfigured where the login owns anything or could pass by row-level security.

    A database that is away cannot be asked now; the server's pool asks again at every login.
    """
    try:
        with _as_served() as asking, asking.cursor() as cursor:
            privileges.refuse_excess(cursor)
    except faults.Unusable as problem:
        raise ImproperlyConfigured(str(problem)) from None
    except psycopg.OperationalError as outage:
        log.warning("database away", extra={"code": type(outage).__name__})


def leave_nothing_open() -> None:
    """Processes that are forked from this one would otherwise talk over one and the same connection."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def _as_served() -> psycopg.Connection[tuple[object, ...]]:
    """The login that people are served with, without its pool, which would try a refused one again and again."""
    login = {key: value for key, value in connection.get_connection_params().items() if key != "pool"}
    return psycopg.connect(**login)
