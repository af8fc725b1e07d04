"""For whom the database is read and written: a session token, set for the length of a transaction only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection


_token: ContextVar[str] = ContextVar("session_token", default="")
_command: ContextVar[str] = ContextVar("announced_command", default="")


def current() -> str:
    """The token that transactions begin with; empty means nobody, and nobody sees no protected row."""
    return _token.get()


def announced() -> str:
    """The command with which a transaction that begins now is announced; empty means none."""
    return _command.get()


@contextmanager
def announce(command_id: str) -> Iterator[None]:
    """Announce a command with the beginning of the transaction that begins in the block."""
    before = _command.set(command_id)
    try:
        yield
    finally:
        _command.reset(before)


@contextmanager
def assume(token: str) -> Iterator[None]:
    """Read and write as the holder of the token until the block ends; the outer identity then returns."""
    outer = _token.set(token)
    if connection.in_atomic_block:
        _say(token)
    try:
        yield
    finally:
        _token.reset(outer)
        # A transaction that must roll back takes its settings with it; any other keeps them past a savepoint.
        if connection.in_atomic_block and not connection.needs_rollback:
            _say(_token.get())


def _say(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.session', %s, true)", [token])
