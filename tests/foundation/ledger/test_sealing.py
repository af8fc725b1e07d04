"""Sealing: nothing skipped, nothing sealed twice, and every checkpoint outside the database."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from caseward.foundation.ledger import keys, sealing, witness, writer
from caseward.foundation.ledger.events import CommandRefused
from caseward.foundation.ledger.models import Checkpoint, Leaf
from caseward.kernel.ledger import leaf_hash, read_checkpoint, root, verify_checkpoint
from caseward.kernel.reading import Unreadable
from tests import roles


pytestmark = pytest.mark.commits

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


@pytest.fixture
def ledger(real_commits: None, tmp_path: Path, settings: Any) -> Path:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    settings.LEDGER_WITNESS = tmp_path / "witness"
    keys.make_key(settings.LEDGER_KEY_FILE)
    sealing.seal(now=NOW)  # what the world's own making wrote
    return tmp_path / "witness"


def write(count: int) -> None:
    with transaction.atomic():
        occasion = writer.Occasion(NOW, uuid4(), uuid4(), "try", "")
        writer.append([CommandRefused(command="try", code="some.code")] * count, occasion)


def leaves() -> list[bytes]:
    return [bytes(leaf.leaf) for leaf in Leaf.objects.order_by("index")]


def last() -> Checkpoint:
    checkpoint = Checkpoint.objects.order_by("-size").first()
    assert checkpoint is not None
    return checkpoint


def test_each_entry_is_sealed_once_and_the_checkpoint_says_so(ledger: Path) -> None:
    before = len(leaves())
    write(3)
    assert sealing.seal(now=NOW) == 3
    write(2)
    assert sealing.seal(now=NOW) == 2
    assert sealing.seal(now=NOW) == 0

    signed = read_checkpoint(last().text.encode())
    assert not isinstance(signed, Unreadable)
    assert len(leaves()) == before + 5 == signed.checkpoint.size
    assert signed.checkpoint.root == root(leaves())
    assert verify_checkpoint(signed, public_key=keys.signing_key().public_key())


def test_a_transaction_that_commits_late_is_waited_for_and_not_skipped(ledger: Path) -> None:
    login = connection.settings_dict
    with psycopg.connect(
        dbname=login["NAME"], host=login["HOST"], port=login["PORT"] or None, user=roles.RUNTIME
    ) as late:
        body = b'{"late":true}'
        late.execute(
            """insert into ledger_entry (id, at, actor_id, command_id, command, operation, event, subject_ids, purpose,
               body, leaf) values (%s, now(), %s, %s, '', 'REFUSAL', 'command.refused', '{}', '', %s, %s)""",
            [uuid4(), uuid4(), uuid4(), body, leaf_hash(body)],
        )
        write(2)
        assert sealing.seal(now=NOW) == 0
        late.commit()
    assert sealing.seal(now=NOW) == 3
    assert leaf_hash(body) in leaves()


def test_every_checkpoint_is_witnessed_even_after_a_crash_in_between(ledger: Path) -> None:
    write(1)
    sealing.seal(now=NOW)
    newest = max(ledger.glob("*.txt"))
    assert newest.read_text("utf-8") == last().text

    newest.unlink()
    assert sealing.seal(now=NOW) == 0
    assert newest.read_text("utf-8") == last().text


def test_a_witnessed_checkpoint_is_never_overwritten(ledger: Path) -> None:
    write(1)
    sealing.seal(now=NOW)
    newest = max(ledger.glob("*.txt"))
    newest.write_text("what was witnessed", "utf-8")
    write(1)
    sealing.seal(now=NOW)

    assert newest.read_text("utf-8") == "what was witnessed"
    assert witness.write_missing(ledger) == 0


def test_a_checkpoint_that_leaves_out_a_leaf_is_refused(ledger: Path) -> None:
    write(1)
    sealing.seal(now=NOW)
    write(2)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select leaf from sec.seal_ledger(10)")
        with pytest.raises(DatabaseError, match="every sealed leaf"), transaction.atomic():
            cursor.execute("select sec.keep_checkpoint(%s, now(), 'x', '{}')", [last().size + 1])
        transaction.set_rollback(True)


@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {} cascade"])
@pytest.mark.parametrize(
    ("table", "column"), [("ledger_entry", "event"), ("ledger_leaf", "index"), ("ledger_checkpoint", "size")]
)
@pytest.mark.parametrize("role", [roles.RUNTIME, roles.OWNER])
def test_the_ledger_is_changed_by_nobody(
    statement: str, table: str, column: str, role: str, db: None
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        roles.assume(role)
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table, column, column))


def test_an_entry_whose_leaf_is_not_its_hash_is_refused(db: None) -> None:
    with (
        pytest.raises(DatabaseError, match="leaf_is_its_hash"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """insert into ledger_entry (id, at, actor_id, command_id, command, operation, event, subject_ids, purpose,
               body, leaf) values (%s, now(), %s, %s, '', 'REFUSAL', 'x', '{}', '', %s, %s)""",
            [uuid4(), uuid4(), uuid4(), b"body", leaf_hash(b"other")],
        )


def test_the_signing_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "secrets" / "ledger.pem"

    assert keys.make_key(place)
    made = place.read_bytes()
    assert not keys.make_key(place)
    assert (place.read_bytes(), place.stat().st_mode & 0o777) == (made, 0o600)
    assert base64.b64decode(made.splitlines()[1])
