"""The store in DuckDB: one database in the folder of the run, with bounds on memory and threads."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink.backends.duckdb import DuckDBAPI
from splink.internals.database_api import DatabaseAPISubClass

from caseward.matching.store import Row, Store, Work


THREADS = 1
# Rows that are held by Python at once, and groups that are worked on before the next are read.
AT_ONCE, GROUPS_AT_ONCE = 20_000, 5_000


@contextmanager
def opened(folder: Path, *, memory: str) -> Iterator[Store]:
    """A store in this folder."""
    connection = duckdb.connect(folder / "match.duckdb")
    for statement in _settings(folder, memory):
        connection.execute(statement).fetchall()
    try:
        yield InDuckDB(connection)
    finally:
        connection.close()


class InDuckDB(Store):
    """Tables of one DuckDB database."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, statement: str) -> Iterator[Row]:
        found = self._connection.cursor().execute(statement)
        while some := found.fetchmany(AT_ONCE):
            yield from some

    def make(self, table: str, statement: str) -> None:
        self._run(f"create table {table} as {statement}")

    def see(self, view: str, statement: str) -> None:
        self._run(f"create or replace view {view} as {statement}")

    def fill(self, table: str, rows: Iterable[Mapping[str, Any]], *, schema: pa.Schema) -> None:
        self._register(schema.empty_table())
        self._run(f"create table {table} as select * from arrived")  # noqa: S608  a name of this package
        waiting = iter(rows)
        while some := list(islice(waiting, AT_ONCE)):
            self._register(pa.Table.from_pylist(some, schema=schema))
            self._run(f"insert into {table} by name select * from arrived")  # noqa: S608

    def work(self, statement: str, work: Work, *, by: str, into: str, schema: pa.Schema) -> None:
        self.fill(into, work(self._in_order(statement, by)), schema=schema)

    def splink(self) -> DatabaseAPISubClass:
        return DuckDBAPI(self._connection)

    def _in_order(self, statement: str, by: str) -> Iterator[Row]:
        """A span of numbers at a time, read to its end: the table that it goes into is written meanwhile."""
        end = self.number(f"select coalesce(max({by}), -1) + 1 from ({statement})")  # noqa: S608
        for first in range(0, end, GROUPS_AT_ONCE):
            span = f"{by} >= {first} and {by} < {first + GROUPS_AT_ONCE}"
            yield from self._run(f"select * from ({statement}) where {span} order by {by}")  # noqa: S608

    def _run(self, statement: str) -> list[Row]:
        """All the rows: a result left half read blocks the next statement of DuckDB 2."""
        return self._connection.execute(statement).fetchall()

    def _register(self, arrived: pa.Table) -> None:
        self._connection.register("arrived", arrived)


def _settings(folder: Path, memory: str) -> Iterator[str]:
    yield f"set memory_limit = '{memory}'"
    yield f"set threads = {THREADS:d}"
    yield f"set temp_directory = '{folder}/spilt'"
    # Nothing is fetched from anywhere: no extension, no address.
    yield "set autoinstall_known_extensions = false"
    yield "set autoload_known_extensions = false"
    yield "set preserve_insertion_order = false"
    yield "set enable_progress_bar = false"
