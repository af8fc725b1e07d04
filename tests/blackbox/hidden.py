"""People of whom one silent unit alone knows: made on the usual road, multiplied, out of the index and in again."""

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.blackbox import work
from tests.blackbox.houses import Connection, House


KEPT = "wren"  # works for the unit that keeps them
UNIT = "westmoor%"
CHANCE = random.Random(17)  # noqa: S311  no secret


@dataclass(frozen=True, slots=True)
class Hidden:
    """Records of one name in a unit that others may not know of; each is found by its keys, which the house made."""

    sql: Connection
    surname: str
    known: list[str]

    @property
    def words(self) -> str:
        """What finds them, for who may know."""
        return f"Jory {self.surname}"

    def are(self, state: str) -> None:
        """`there`: under their own keys; `absent`: under as many that fit no question. Nothing else is left."""
        keys = "was.keys" if state == "there" else "was.others"
        self.sql.execute(
            f"update nominals_nominal n set keys = {keys} from was where was.id = n.id and n.keys <> {keys}"
        )
        self.sql.execute("vacuum nominals_nominal")


@dataclass(frozen=True, slots=True)
class Numbered:
    """References that hidden records have, or that nobody has."""

    sql: Connection
    typed: list[str]

    def are(self, state: str) -> None:
        """`there`: each is that of its record; `absent`: the records have others."""
        mine = "numbered.typed" if state == "there" else "numbered.other"
        self.sql.execute(
            f"update nominals_nominal n set reference = {mine} from numbered "
            f"where numbered.id = n.id and n.reference <> {mine}"
        )
        self.sql.execute("vacuum nominals_nominal")


@contextlib.contextmanager
def numbered(house: House, *, where: str, count: int) -> Iterator[Numbered]:
    """The references of so many records, which have them again when the block ends."""
    with house.sql() as sql:
        sql.execute("set session_replication_role = replica")
        sql.execute(
            f"create temp table numbered as select id, reference as typed, ''::text as other "
            f"from nominals_nominal where {where} limit {count:d}"
        )
        typed = [(one, reference) for one, reference in sql.execute("select id, typed from numbered")]
        for (one, _), other in zip(typed, references(house, len(typed)), strict=True):
            sql.execute("update numbered set other = %s where id = %s", [other, one])
        found = Numbered(sql, [reference for _, reference in typed])
        try:
            yield found
        finally:
            found.are("there")


@contextlib.contextmanager
def silence(house: House) -> Iterator[None]:
    """The unit keeps silent for a while, as one does that protects people; its records gain the salts of the index."""
    silent = "update access_compartment set discretion = %s where key like %s"
    with house.sql() as sql:
        sql.execute(silent, ["SILENT", UNIT])
        try:
            yield
        finally:
            sql.execute(silent, ["POINTERS", UNIT])


@contextlib.contextmanager
def people(house: House, *, surname: str, count: int) -> Iterator[Hidden]:
    """So many people of one name in another force; away again when the block ends."""
    known = house.visitor(KEPT)
    work.settled(known, work.referral_by(known, surname=surname))
    with house.sql() as sql:
        sql.execute(
            "set session_replication_role = replica"
        )  # the guards of the tables are off for this session
        first = sql.execute("select nominal_id from nominals_name where surname = %s", [surname]).fetchone()
        assert first is not None
        for reference in references(house, count - 1):
            _copied(sql, first[0], reference)
        sql.execute(
            "create temp table was as select n.id, n.keys, "
            "array(select hashint4(key) from unnest(n.keys) key order by 1) as others "
            "from nominals_nominal n join nominals_name a on a.nominal_id = n.id where a.surname = %s",
            [surname],
        )
        hidden = Hidden(sql, surname, [str(each) for (each,) in sql.execute("select id from was")])
        assert len(hidden.known) == count
        try:
            yield hidden
        finally:
            hidden.are("there")
            _gone(sql, first[0])


def references(house: House, count: int) -> list[str]:
    """References that check themselves, as the house writes them."""
    written = "from caseward.kernel import references as r; [print(r.reference('N', number=n)) for n in range({}, {})]"
    start = CHANCE.randrange(2**30)
    return house.run("-c", written.format(start, start + count)).split()


def _copied(sql: Connection, one: object, reference: str) -> None:
    """The record once more, with its name, under another reference."""
    others = {table: _columns(sql, table) for table in ("nominals_nominal", "nominals_name")}
    sql.execute(
        f"with made as (insert into nominals_nominal (id, reference, {others['nominals_nominal']}) "
        f"select gen_random_uuid(), %s, {others['nominals_nominal']} from nominals_nominal "
        "where id = %s returning id) "
        f"insert into nominals_name (id, nominal_id, {others['nominals_name']}) "
        f"select gen_random_uuid(), made.id, {others['nominals_name']} from nominals_name, made where nominal_id = %s",
        [reference, one, one],
    )


def _columns(sql: Connection, table: str) -> str:
    """All but what each row has for itself."""
    found = sql.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped "
        "and attgenerated = '' and attname <> all(%s)",
        [table, ["id", "reference", "nominal_id"]],
    )
    return ", ".join(name for (name,) in found)


def _gone(sql: Connection, first: object) -> None:
    sql.execute(
        "delete from nominals_name where nominal_id in (select id from was) and nominal_id <> %s", [first]
    )
    sql.execute("delete from nominals_nominal where id in (select id from was) and id <> %s", [first])
