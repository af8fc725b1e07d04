"""Records under seal: all that a unit keeps, moved for a while to where nobody of the unit may know of it."""

import contextlib
from collections.abc import Iterator

from tests.blackbox import unguarded
from tests.blackbox.canaries import IN_FORCE
from tests.blackbox.houses import Connection, House


TABLES = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped
      and c.relname not like 'access_%'
"""
SEALED = "select id from access_compartment where discretion = 'SILENT' order by key limit 1"


@contextlib.contextmanager
def sealed(house: House) -> Iterator[None]:
    """For as long as the block lasts; each row then returns to its own compartment."""
    names = [name for (name,) in house.rows(TABLES)]
    with house.sql() as sql:
        for name in names:
            sql.execute(
                f"create temp table was_{name} as select id, compartment_id from {name} where {IN_FORCE}"
            )
            _move(sql, name, f"({SEALED})")
        try:
            yield
        finally:
            for name in names:
                _move(sql, name, "w.compartment_id")


def _move(sql: Connection, name: str, to: str) -> None:
    with unguarded.table(sql, name):
        sql.execute(f"update {name} t set compartment_id = {to} from was_{name} w where w.id = t.id")
