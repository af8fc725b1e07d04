"""The working store: one DuckDB database in a folder that is gone afterwards, with bounds on memory and threads."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa


MEMORY, THREADS = "1500MB", 1
AT_ONCE = 20_000


@contextmanager
def opened(*, memory: str = MEMORY, threads: int = THREADS) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store for one run; what does not fit into its memory goes into the same folder, mode 0700."""
    with tempfile.TemporaryDirectory(prefix="caseward-match-") as folder:
        connection = duckdb.connect(Path(folder) / "match.duckdb")
        for statement in _settings(folder, memory, threads):
            run(connection, statement)
        try:
            yield connection
        finally:
            connection.close()


def run(connection: duckdb.DuckDBPyConnection, statement: str, values: list[Any] | None = None) -> list[Any]:
    """The rows of a statement, all of them: a result left half read blocks the next statement of DuckDB 2."""
    return connection.execute(statement, values or []).fetchall()


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]], *, schema: pa.Schema
) -> None:
    """Add rows to a table that is there, some thousands at once."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        connection.register("arrived", pa.Table.from_pylist(some, schema=schema))
        run(connection, f"insert into {table} by name select * from arrived")  # noqa: S608  a name of this package
        connection.unregister("arrived")


def _settings(folder: str, memory: str, threads: int) -> Iterator[str]:
    yield f"set memory_limit = '{memory}'"
    yield f"set threads = {threads:d}"
    yield f"set temp_directory = '{folder}/spilt'"
    # Nothing is fetched from anywhere: no extension, no address.
    yield "set autoinstall_known_extensions = false"
    yield "set autoload_known_extensions = false"
    yield "set preserve_insertion_order = false"
    yield "set enable_progress_bar = false"
