"""What somebody who owns the database can do to the ledger, each at a place of its own; and how it is put back."""

import base64
import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization

from tests.blackbox import merkle, unguarded
from tests.blackbox.houses import Connection, House


TABLES = ("ledger_entry", "ledger_leaf", "ledger_checkpoint")
OTHER = b'"at":"1999-01-01T00:00:00.000000+00:00"'


@dataclass(frozen=True, slots=True)
class Attack:
    """One sitting at the database, with the signing key stolen as well."""

    sql: Connection
    key: Path
    place: int
    size: int

    def body(self, place: int) -> bytes:
        return bytes(self._one("select body from ledger_entry e", place))

    def sequence(self, place: int) -> int:
        return int(self._one("select e.sequence from ledger_entry e", place))

    def write(self, place: int, body: bytes) -> None:
        """Other content in its place, with the hash that its own table asks for."""
        self.sql.execute(
            "update ledger_entry set body = %s, leaf = sha256('\\x00'::bytea || %s) where sequence = %s",
            [body, body, self.sequence(place)],
        )

    def _one(self, what: str, place: int) -> Any:
        row = self.sql.execute(
            f"{what} join ledger_leaf l on l.entry_sequence = e.sequence where index = %s", [place]
        )
        found = row.fetchone()
        assert found is not None
        return found[0]


def changed(attack: Attack) -> None:
    attack.write(attack.place, attack.body(attack.place).replace(b'"purpose"', b'"purpoze"'))


def changed_as_shown(attack: Attack) -> None:
    """Another actor in the column that pages show; the bytes that are hashed stay."""
    sequence = attack.sequence(attack.place)
    attack.sql.execute("update ledger_entry set actor_id = gen_random_uuid() where sequence = %s", [sequence])


def deleted(attack: Attack) -> None:
    attack.sql.execute("delete from ledger_entry where sequence = %s", [attack.sequence(attack.place)])


def swapped(attack: Attack) -> None:
    other = (attack.place + 1) % attack.size
    one, two = attack.body(attack.place), attack.body(other)
    attack.write(attack.place, two)
    attack.write(other, one)


def backdated(attack: Attack) -> None:
    sequence = attack.sequence(attack.place)
    attack.sql.execute("update ledger_entry set at = at - interval '3 days' where sequence = %s", [sequence])


def inserted(attack: Attack) -> None:
    attack.sql.execute("update ledger_leaf set index = -index - 2 where index >= %s", [attack.place])
    attack.sql.execute("update ledger_leaf set index = -index - 1 where index < 0")
    attack.sql.execute(
        """
        with forged as (
            insert into ledger_entry
                (id, at, actor_id, command_id, command, operation, event, subject_ids, purpose, body, leaf)
            select gen_random_uuid(), at, actor_id, command_id, command, operation, event, subject_ids, purpose,
                body, leaf
            from ledger_entry where sequence = %s returning sequence, leaf)
        insert into ledger_leaf (index, entry_sequence, leaf) select %s, sequence, leaf from forged
        """,
        [attack.sequence(attack.place + 1), attack.place],
    )  # fmt: skip


def tail_cut(attack: Attack) -> None:
    """With every checkpoint that spoke of it; one is left, or nothing could be exported."""
    _cut_at(attack, max(attack.place, _first_checkpoint(attack)))


def _first_checkpoint(attack: Attack) -> int:
    row = attack.sql.execute("select min(size) from ledger_checkpoint").fetchone()
    assert row is not None
    return int(row[0])


def _cut_at(attack: Attack, place: int) -> None:
    attack.sql.execute(
        "delete from ledger_entry where sequence in (select entry_sequence from ledger_leaf where index >= %s)",
        [place],
    )
    attack.sql.execute("delete from ledger_leaf where index >= %s", [place])
    attack.sql.execute("delete from ledger_checkpoint where size > %s", [place])


def rehashed(attack: Attack) -> None:
    """After a change, every leaf and every later checkpoint is made anew, and signed with the real key."""
    changed(attack)
    attack.sql.execute(
        "update ledger_leaf l set leaf = e.leaf from ledger_entry e where e.sequence = l.entry_sequence"
    )
    leaves = [bytes(leaf) for (leaf,) in attack.sql.execute("select leaf from ledger_leaf order by index")]
    sizes = attack.sql.execute(
        "select size, text from ledger_checkpoint where size > %s", [attack.place]
    ).fetchall()
    for size, text in sizes:
        signed = _signed_anew(text, merkle.head(leaves[:size]), attack.key)
        attack.sql.execute("update ledger_checkpoint set text = %s where size = %s", [signed, size])


def put_back(attack: Attack) -> None:
    """The state of an earlier checkpoint, whole and sound in itself."""
    _cut_at(attack, _first_checkpoint(attack))


ATTACKS: tuple[Callable[[Attack], None], ...] = (
    changed, changed_as_shown, deleted, swapped, backdated, inserted, tail_cut, rehashed, put_back,
)  # fmt: skip


def _signed_anew(text: str, root: bytes, key: Path) -> str:
    """The same note over another root, by whoever stole the key."""
    head, seal = text.split("\n\n")
    origin, size, _root, at = head.split("\n")
    body = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n{at}\n"
    private: Any = serialization.load_pem_private_key(key.read_bytes(), password=None)
    name = base64.b64decode(seal.split()[-1])[:4]
    return f"{body}\n— {origin} {base64.b64encode(name + private.sign(body.encode())).decode()}\n"


def standing(sql: Connection) -> list[object]:
    """What the ledger's tables come to: equal as long as every row of them is as it was."""
    return [
        sql.execute(f"select count(*), sum(hashtextextended(t::text, 0)::numeric) from {name} t").fetchone()
        for name in TABLES
    ]


@contextlib.contextmanager
def committed(house: House, attack: Callable[[Attack], None], *, chance: random.Random) -> Iterator[int]:
    """The ledger after the attack, at a random place, which is given; afterwards it is as it was, row by row."""
    with house.sql() as sql:
        was = standing(sql)
        for name in TABLES:
            sql.execute(f"create temp table kept_{name} as table {name}")
        row = sql.execute("select count(*) from ledger_leaf").fetchone()
        assert row is not None
        place = chance.randrange(1, row[0] - 1)
        with _without_guards(sql):
            attack(Attack(sql, house.data / "secrets" / "ledger.pem", place, row[0]))
        try:
            yield place
        finally:
            with _without_guards(sql):
                for name in TABLES:
                    sql.execute(f"delete from {name}")
                    sql.execute(f"insert into {name} select * from kept_{name}")
            assert standing(sql) == was


@contextlib.contextmanager
def _without_guards(sql: Connection) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for name in TABLES:
            stack.enter_context(unguarded.table(sql, name))
        yield
