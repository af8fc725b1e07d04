"""What a superuser can do and nobody else: take a table's guards away, change what is in it, and put them back."""

import contextlib
from collections.abc import Iterator

from tests.blackbox.houses import Connection


ALWAYS = "A"


@contextlib.contextmanager
def table(sql: Connection, name: str) -> Iterator[None]:
    """In one transaction, so that nobody else ever meets the table without its guards."""
    with sql.transaction():
        guards = sql.execute(
            "select tgname, tgenabled::text from pg_trigger where tgrelid = %s::regclass and not tgisinternal",
            [name],
        ).fetchall()
        sql.execute(f"alter table {name} disable trigger all")
        yield
        sql.execute("set constraints all immediate")
        sql.execute(f"alter table {name} enable trigger all")
        for guard, mode in guards:
            if mode == ALWAYS:
                sql.execute(f"alter table {name} enable always trigger {guard}")
