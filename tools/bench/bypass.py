"""What row-level security costs a page: its own questions, asked again by somebody whom no policy binds.

The statements of a page are noted as the viewer's, under row-level security, and then sent many times by turns: so, and
as the owner of the tables, in the same session. Only where both get the same rows are their times compared. Nothing of
the application ever reads as the owner; this does, in a world of invented people, to measure.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection, transaction

from caseward.accounts.models import User
from caseward.cases import queries as cases
from caseward.foundation import clock
from caseward.foundation.access import actors, identity, sessions
from caseward.kernel.access import Actor
from caseward.obligations.queries import counts


TIMES = 40
BOUND, FREE = "caseward_runtime", "caseward_owner"
Question = tuple[str, Any]


def ask_work(viewer: Actor) -> None:
    """What the view of *My work* asks."""
    now = clock.now()
    cases.my_work(viewer=viewer, now=now)
    counts(viewer=viewer, now=now)
    cases.my_offers(viewer=viewer, now=now)


def ask_list(viewer: Actor) -> None:
    """What the view of the list of cases asks."""
    cases.cases(viewer=viewer, now=clock.now())
    cases.unit_names(viewer=viewer)


PAGES: dict[str, tuple[str, Callable[[Actor], None]]] = {
    "My work": ("u001-02", ask_work),
    "cases, page 1": ("u001-02", ask_list),
    "cases of all units, page 1": ("u001-00", ask_list),
}


def compared() -> dict[str, tuple[float, float]]:
    """Milliseconds of the database for each page, under row-level security and without it."""
    return {page: _compared(who, ask) for page, (who, ask) in PAGES.items()}


def _compared(who: str, ask: Callable[[Actor], None]) -> tuple[float, float]:
    user = User.objects.get(username=who)
    with sessions.acting_as(user.pk, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError(f"{who} may not act.")
        questions = _noted(lambda: ask(actor))
        with _login(BOUND) as bound, _login(FREE) as free:
            spent = [_both(bound, free, question) for question in questions]
    return sum(one for one, _ in spent), sum(other for _, other in spent)


def _login(name: str) -> psycopg.Connection[Any]:
    """A line of its own to the same database."""
    place = {**connection.get_connection_params(), "user": name}
    known = {key: place[key] for key in ("host", "port", "dbname", "user") if place.get(key)}
    return psycopg.connect(**known, cursor_factory=psycopg.ClientCursor)


def _noted(ask: Callable[[], None]) -> list[Question]:
    """The questions of a page, in its own words and with its own values."""
    questions: list[Question] = []

    def note(execute: Callable[..., Any], sql: str, values: Any, *others: Any) -> Any:  # noqa: ANN401  Django's hook
        if sql.lstrip().lower().startswith(("select ", "with ")) and "set_config" not in sql:
            questions.append((sql, values))
        return execute(sql, values, *others)

    with transaction.atomic(), connection.execute_wrapper(note):
        ask()
    return questions


def _both(
    bound: psycopg.Connection[Any], free: psycopg.Connection[Any], question: Question
) -> tuple[float, float]:
    """Milliseconds of one question, in the middle of many: the two take turns."""
    spent: list[tuple[float, float]] = []
    for _ in range(TIMES):
        under, rows = _timed(bound, question)
        without, others = _timed(free, question)
        if sorted(map(repr, rows)) != sorted(map(repr, others)):
            raise LookupError(f"Without row-level security this says something else: {question[0]}")
        spent.append((under, without))
    under, without = (statistics.median(times) for times in zip(*spent, strict=True))
    return 1000 * under, 1000 * without


def _timed(line: psycopg.Connection[Any], question: Question) -> tuple[float, list[Any]]:
    with line.transaction(), line.cursor() as cursor:
        cursor.execute("select set_config('app.session', %s, true)", [identity.current()])
        began = time.perf_counter()
        rows = cursor.execute(*question).fetchall()
        return time.perf_counter() - began, rows
