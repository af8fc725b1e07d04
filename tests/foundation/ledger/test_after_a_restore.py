"""A dump restored into a new server: transactions are counted anew, and the ledger must go on being sealed."""

from typing import Any

import psycopg
import pytest

from caseward.foundation.ledger import sealing
from caseward.foundation.ledger.models import Leaf
from tests.foundation.ledger.conftest import NOW, Write


pytestmark = pytest.mark.commits

Owner = psycopg.Connection[Any]


def count_from(owner: Owner, ahead: int) -> None:
    """Bear numbers that are yet to come, as the entries of another server do, or count as this server does."""
    owner.execute(
        "create or replace function sec.ledger_ahead() returns bigint language sql immutable "
        f"set search_path = pg_catalog as 'select {ahead}::bigint'"
    )


def ask(owner: Owner, question: str) -> int:
    row = owner.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def test_without_going_on_nothing_new_is_ever_sealed_and_the_lag_shows(owner: Owner, write: Write) -> None:
    count_from(owner, 10_000)
    write(2)
    assert sealing.seal(now=NOW) == 2
    count_from(owner, 0)
    write(1)

    assert sealing.seal(now=NOW) == 0


def test_what_was_not_sealed_is_sealed_first_and_then_what_is_new(owner: Owner, write: Write) -> None:
    count_from(owner, 10_000)
    write(2)
    count_from(owner, 0)
    assert sealing.seal(now=NOW) == 0

    assert ask(owner, "select sec.ledger_goes_on()") > 0
    write(3)
    assert ask(owner, "select entries from sec.ledger_unsealed()") == 5
    assert sealing.seal(now=NOW) == 5
    assert ask(owner, "select entries from sec.ledger_unsealed()") == 0
    places = list(Leaf.objects.order_by("index").values_list("entry_sequence", flat=True))
    assert places == sorted(places)


def test_a_ledger_that_was_not_restored_goes_on_as_it_is(owner: Owner, write: Write) -> None:
    write(1)
    assert ask(owner, "select sec.ledger_goes_on()") == 0
    assert sealing.seal(now=NOW) == 1


def test_the_runtime_role_cannot_move_the_ledger_on(owner: Owner, write: Write) -> None:
    owner.execute("set role caseward_runtime")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("select sec.ledger_goes_on()")
