"""A command that really commits: its transaction begins as its own, and its end is where every constraint speaks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Entered, Kind
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.kernel.decisions import Allowed
from caseward.obligations.events import ObligationsLookedAt
from caseward.obligations.models import Obligation
from tests import cast, given


pytestmark = [pytest.mark.commits, pytest.mark.usefixtures("real_commits", "read_in_transactions")]


@pytest.fixture
def read_in_transactions(real_commits: None) -> Iterator[None]:
    """What the tests read between two commands has an identity, too: that of the transaction it is read in."""

    def within(execute: Callable[..., Any], *statement: Any) -> Any:
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            return execute(*statement)

    with connection.execute_wrapper(within):
        yield


@contextmanager
def asked() -> Iterator[list[str]]:
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def note(case_id: CaseId) -> UUID:
    with cast.acting("priya") as ctx:
        return cases.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text="Spoke."))


@command
def hand_over_to_nobody(ctx: Context, *, owed_id: UUID) -> None:
    ctx.authorise(Allowed("anybody may"))
    ctx.change(ctx.get(Obligation.objects.visible_to(ctx.actor), owed_id), owed_by_id=uuid4())
    ctx.record(ObligationsLookedAt(looked_at=1))


@command
def go_by_another_name(ctx: Context, *, owed_id: UUID) -> None:
    ctx.authorise(Allowed("anybody may"))
    ctx.change(ctx.get(Obligation.objects.visible_to(ctx.actor), owed_id), note="In passing.")
    ctx.record(ObligationsLookedAt(looked_at=1))
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])


def owed() -> tuple[UUID, int]:
    with cast.acting("priya") as ctx, transaction.atomic():
        one = Obligation.objects.visible_to(ctx.actor).order_by("id")[0]
        return one.pk, one.version


def test_its_beginning_and_its_end_need_no_statement_of_their_own() -> None:
    case_id = given.owned()

    with asked() as found:
        note(case_id)

    assert any("chronology_entry" in sql for sql in found)
    assert not [sql for sql in found if "app.command" in sql or "set constraints" in sql]


@pytest.mark.parametrize(
    ("wrong", "refusal"), [(hand_over_to_nobody, IntegrityError), (go_by_another_name, DatabaseError)]
)
def test_what_a_deferred_constraint_refuses_is_not_there(
    wrong: Callable[..., None], refusal: type[DatabaseError]
) -> None:
    given.owned()
    before = owed()

    with pytest.raises(refusal), cast.acting("priya") as ctx:
        wrong(ctx, owed_id=before[0])

    assert owed() == before


def test_after_it_nothing_is_written_in_its_name() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        note(case_id)
        with pytest.raises(DatabaseError, match="only inside a command"), transaction.atomic():
            Obligation.objects.update(note="behind the door")


def test_a_refusal_is_on_record_though_nothing_else_is() -> None:
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        cases.add_entry(ctx, case_id=CaseId(uuid4()), entered=Entered(kind=Kind.NOTE, text="Spoke."))

    with cast.acting("priya"), transaction.atomic():
        [entry] = Entry.objects.filter(event="command.refused")
    assert entry.command == "add_entry"
