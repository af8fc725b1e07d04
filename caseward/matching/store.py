"""The working store: tables of one run that are gone afterwards, in DuckDB here or in Spark on many machines.

What differs between the two stands in `in_duckdb.py` and `in_spark.py`; every statement elsewhere is read by both.
"""

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
from splink.internals.database_api import DatabaseAPISubClass


MEMORY = "1500MB"

Row = tuple[Any, ...]
# Rows in rising order of one number, those that share it together; and what is made of them.
Work = Callable[[Iterator[Row]], Iterator[Mapping[str, Any]]]


class Backend(StrEnum):
    """Where the tables lie and pairs are compared."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class NotHere(Exception):
    """A backend that this machine does not have; the message says how it comes."""


class Store(ABC):
    """What both engines can do with tables; names and numbers in statements are ours, never read from a file."""

    @abstractmethod
    def rows(self, statement: str) -> Iterator[Row]:
        """The rows of a statement, as they are wanted; read them to the end before the next statement."""

    @abstractmethod
    def make(self, table: str, statement: str) -> None:
        """Make a table of what a statement finds."""

    @abstractmethod
    def see(self, view: str, statement: str) -> None:
        """Give a statement a name that others can read from."""

    @abstractmethod
    def fill(self, table: str, rows: Iterable[Mapping[str, Any]], *, schema: pa.Schema) -> None:
        """Make a table of rows from here."""

    @abstractmethod
    def work(self, statement: str, work: Work, *, by: str, into: str, schema: pa.Schema) -> None:
        """Make a table of what Python makes of the rows of a statement, grouped by a column of whole numbers."""

    @abstractmethod
    def splink(self) -> DatabaseAPISubClass:
        """Splink over these tables."""

    def number(self, statement: str) -> int:
        """The one number that a statement finds."""
        [(found,)] = self.rows(statement)
        return int(found)


@contextmanager
def opened(*, backend: Backend = Backend.DUCKDB, memory: str = MEMORY, master: str = "") -> Iterator[Store]:
    """A store for one run; what does not fit into its memory goes into the same folder, mode 0700."""
    with (
        tempfile.TemporaryDirectory(prefix="caseward-match-") as folder,
        _of(backend, Path(folder), memory, master) as made,
    ):
        yield made


def _of(backend: Backend, folder: Path, memory: str, master: str) -> AbstractContextManager[Store]:
    # Inside a function: each is loaded where it is asked for, and Spark is installed by whoever matches a nation.
    if backend is Backend.DUCKDB:
        from caseward.matching import in_duckdb  # noqa: PLC0415

        return in_duckdb.opened(folder, memory=memory)
    try:
        from caseward.matching import in_spark  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise NotHere("Spark is not installed here: make nation installs it.") from missing
    return in_spark.opened(folder, memory=memory, master=master)
