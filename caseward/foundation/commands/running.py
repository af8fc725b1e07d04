"""The runner: one transaction, authorised and recorded or not at all, and once for each idempotency key."""

import functools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Concatenate, ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet

from caseward.foundation.access import identity
from caseward.foundation.commands import replaying
from caseward.foundation.commands.context import Context
from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible
from caseward.foundation.database import reading
from caseward.foundation.ledger import writer
from caseward.foundation.ledger.events import CommandRefused
from caseward.foundation.records import history


P = ParamSpec("P")
R = TypeVar("R")

_running: ContextVar[Context | None] = ContextVar("running_command", default=None)

# Two commands that met in opposite order, or two snapshots that cannot both be true: PostgreSQL asks to try again.
TRY_AGAIN = {"40P01", "40001"}
# References are drawn by lot: among a million records one in thirty thousand draws one that exists.
TAKEN, DRAWN = "23505", "_reference_key"
TRIES = 3

FINISH = """
    set constraints all immediate;
    set constraints all deferred;
    select set_config('app.command', '', true)
"""


def command(function: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
    """Run in one durable transaction; refuse to commit unless somebody was authorised and something recorded."""

    @functools.wraps(function)
    def run(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        name = function.__name__
        if _running.get() is not None:
            raise CommandIncomplete(f"{name} was called inside another command.")
        reading.pause()
        token = _running.set(ctx)
        try:
            return _tried(ctx, name, lambda: function(ctx, *args, **kwargs))
        except (NotPermitted, NotVisible, Invalid) as refusal:
            _record_refusal(ctx, name, refusal)
            raise
        finally:
            _running.reset(token)

    run.is_command = True  # type: ignore[attr-defined]  # the guards find commands by it
    return run


def step(function: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
    """Part of a command: shares its transaction, its authorisation and its ledger entries."""

    @functools.wraps(function)
    def run(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get() is not ctx:
            raise CommandIncomplete(f"{function.__name__} is a step and needs a command.")
        return function(ctx, *args, **kwargs)

    run.is_step = True  # type: ignore[attr-defined]  # the guards find steps by it
    return run


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Read in one transaction, under the identity of the moment; what is returned is complete.

    Inside a command, another query or the reading of a page it is part of their transaction.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with reading.asking():
            result = function(*args, **kwargs)
        if isinstance(result, QuerySet):
            raise CommandIncomplete(f"{function.__name__} returned a question instead of an answer.")
        return result

    run.is_query = True  # type: ignore[attr-defined]  # the guards find queries by it
    return run


def _tried(ctx: Context, name: str, body: Callable[[], R]) -> R:
    for attempt in range(1, TRIES + 1):
        try:
            return _once(ctx, name, body)
        except (OperationalError, IntegrityError) as error:
            if attempt == TRIES or not _is_bad_luck(error):
                raise
    raise CommandIncomplete("unreachable")


def _is_bad_luck(error: DatabaseError) -> bool:
    """Whether the same command may well succeed when it is tried again."""
    state = getattr(error.__cause__, "sqlstate", None)
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", None) or ""
    return state in TRY_AGAIN or (state == TAKEN and broken.endswith(DRAWN))


def _once(ctx: Context, name: str, body: Callable[[], R]) -> R:
    command_id = uuid.uuid4()
    ctx.begin(command_id)
    with _announced(str(command_id)):
        replayed, result = replaying.replay(ctx, name)
        if not replayed:
            result = body()
            _write_down(ctx, name)
            replaying.keep(ctx, name, result)
    if ctx.key is not None:
        ctx.draft = ""  # it went with the claim of the key
    return result  # type: ignore[return-value]  # a replayed result is what the first run returned


@contextmanager
def _announced(command_id: str) -> Iterator[None]:
    """One transaction, announced with its beginning; deferred constraints speak when it ends, while it still is.

    Within the transaction of a test both have to be said.
    """
    is_within = connection.in_atomic_block
    with identity.announce(command_id), transaction.atomic(durable=True):
        if is_within:
            _say_command(command_id)
        yield
        if is_within:
            _finish()


def _write_down(ctx: Context, name: str) -> None:
    events, changes = ctx.finished(name)
    command_id = ctx.command_id or uuid.uuid4()
    writer.append(events, writer.Occasion(ctx.now, ctx.actor.id, command_id, name, ctx.why))
    history.write(changes, command_id=command_id, at=ctx.now, by=ctx.actor.id)


def _record_refusal(ctx: Context, name: str, refusal: NotPermitted | NotVisible | Invalid) -> None:
    code = "not-visible" if isinstance(refusal, NotVisible) else refusal.refusal.code
    command_id = uuid.uuid4()
    occasion = writer.Occasion(ctx.now, ctx.actor.id, command_id, name, ctx.purpose)
    # What somebody has to know of the attempt is written with the refusal, or neither is.
    with _announced(str(command_id)) if ctx.alarms else transaction.atomic(durable=True):
        writer.append([CommandRefused(command=name, code=code)], occasion)
        for alarm in ctx.alarms:
            alarm()


def _finish() -> None:
    """Let every deferred constraint speak while the command is still announced, then announce it no longer."""
    with connection.cursor() as cursor:
        cursor.execute(FINISH)


def _say_command(command_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', %s, true)", [command_id])
