"""The store in Spark: tables as files in the folder of the run, and the kernel in the processes that hold them."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from splink.backends.spark import SparkAPI
from splink.internals.database_api import DatabaseAPISubClass

from caseward.matching.store import NotHere, Row, Store, Work


HERE = "local[*]"
AT_ONCE = 100_000


@contextmanager
def opened(folder: Path, *, memory: str, master: str) -> Iterator[Store]:
    """A store in this folder, which every machine of the master has to see at the same place."""
    # The same Python on every machine, with the kernel in it.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = _session(dict(_settings(folder, memory, master or HERE)))
    session.sparkContext.setLogLevel("ERROR")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    session.sparkContext.setCheckpointDir(str(folder / "splink"))
    try:
        yield InSpark(session, folder)
    finally:
        session.stop()


class InSpark(Store):
    """Tables as Parquet files, each read under its name."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self._session, self._folder = session, folder

    def rows(self, statement: str) -> Iterator[Row]:
        return map(tuple, self._session.sql(statement).toLocalIterator())

    def make(self, table: str, statement: str) -> None:
        self._add(self._session.sql(statement), table)
        self._read(table)

    def see(self, view: str, statement: str) -> None:
        self._session.sql(statement).createOrReplaceTempView(view)

    def fill(self, table: str, rows: Iterable[Mapping[str, Any]], *, schema: pa.Schema) -> None:
        self._add(self._session.createDataFrame([], from_arrow_schema(schema)), table)
        waiting = iter(rows)
        while some := list(islice(waiting, AT_ONCE)):
            self._add(self._session.createDataFrame(pa.Table.from_pylist(some, schema=schema)), table)
        self._read(table)

    def work(self, statement: str, work: Work, *, by: str, into: str, schema: pa.Schema) -> None:
        found = self._session.sql(statement).repartition(by).sortWithinPartitions(by)
        made = found.rdd.mapPartitions(partial(_worked, work=work, columns=tuple(schema.names)))
        self._add(self._session.createDataFrame(made, from_arrow_schema(schema), verifySchema=False), into)
        self._read(into)

    def splink(self) -> DatabaseAPISubClass:
        # None of the functions that Splink would bring in Java: the kernel has compared.
        return SparkAPI(  # type: ignore[no-untyped-call]  # Splink has no types there
            spark_session=self._session, register_udfs_automatically=False
        )

    def _add(self, found: DataFrame, table: str) -> None:
        found.write.mode("append").parquet(str(self._folder / table))

    def _read(self, table: str) -> None:
        self._session.read.parquet(str(self._folder / table)).createOrReplaceTempView(table)


def _worked(rows: Iterator[Row], *, work: Work, columns: tuple[str, ...]) -> Iterator[Row]:
    """Where the rows lie: in Python beside them, without the packages that Spark's own columns would want."""
    return (tuple(map(made.get, columns)) for made in work(rows))


def _session(settings: Mapping[str, str]) -> SparkSession:
    builder = SparkSession.builder.appName("caseward match")
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as fault:
        raise NotHere(
            "Spark did not start: it needs Java 17 or later (on Debian: default-jre-headless)."
        ) from fault


def _settings(folder: Path, memory: str, master: str) -> Iterator[tuple[str, str]]:
    yield "spark.master", master
    yield "spark.driver.memory", memory.lower().removesuffix("b")
    # What is spilt lies with the rest, and is not in clear; what Spark is asked, no page shows.
    yield "spark.local.dir", str(folder / "spilt")
    yield "spark.sql.warehouse.dir", str(folder / "warehouse")
    yield "spark.io.encryption.enabled", "true"
    yield "spark.ui.enabled", "false"
    yield "spark.ui.showConsoleProgress", "false"
    if master.startswith("local"):
        yield "spark.driver.host", "127.0.0.1"
        yield "spark.driver.bindAddress", "127.0.0.1"
