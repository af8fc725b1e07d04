"""DuckDB or Spark: the same pairs, the same weights, the same lessons."""

import gc
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest

from caseward.kernel.identity import NO_NICKNAMES
from caseward.matching import invented, linking, store, training
from caseward.matching.blocking import Bounds
from caseward.matching.scoring import Score
from caseward.matching.store import Backend, Store
from tests.matching.given import BASE, FINE


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("pyspark") is None or shutil.which("java") is None,
        reason="Spark is not installed here: it needs make nation, and Java 17 or later",
    ),
    # What Spark's own Python leaves to be tidied up.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RECORDS = [*invented.records(400, seed=3)]
MASTER = "local[2]"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in Spark, told by its own configuration that the tables are small."""
    folder = tmp_path_factory.mktemp("spark")
    (folder / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 2\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        with store.opened(backend=Backend.SPARK, master=MASTER) as opened:
            linking.load(opened, RECORDS, bounds=Bounds(largest_block=50))
            yield opened
    gc.collect()


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Store]:
    with store.opened() as opened:
        linking.load(opened, RECORDS, bounds=Bounds(largest_block=50))
        yield opened


@cache
def scores(opened: Store) -> dict[tuple[str, str], Score]:
    found = linking.weighed(opened, model=FINE, nicknames=NO_NICKNAMES)
    return {(one.ours, one.theirs): one for one in found}


def about(one: Score) -> tuple[Any, ...]:
    weights = {field: pytest.approx(bits, abs=1e-9) for field, bits in one.weights.items()}
    total, chance = (pytest.approx(value, abs=1e-9) for value in (one.total, one.probability))
    return one.ours, one.theirs, one.levels, weights, total, chance


def test_both_find_the_same_pairs_and_weigh_them_the_same(spark: Store, duckdb: Store) -> None:
    ours, theirs = scores(duckdb), scores(spark)

    assert len(ours) > 500
    assert ours.keys() == theirs.keys()
    differ = [
        pair for pair, one in theirs.items()
        if (one.ours, one.theirs, one.levels, one.weights, one.total, one.probability) != about(ours[pair])
    ]  # fmt: skip
    assert differ == []


def test_both_learn_the_same(spark: Store, duckdb: Store) -> None:
    learnt = [
        training.learnt(one, base=BASE, nicknames=NO_NICKNAMES, strangers=5_000) for one in (duckdb, spark)
    ]

    assert flat(learnt[0]) != flat(BASE)
    assert flat(learnt[1]) == {key: value if isinstance(value, str) else pytest.approx(value, abs=1e-9)
                               for key, value in flat(learnt[0]).items()}  # fmt: skip


def flat(table: Any, at: str = "") -> dict[str, Any]:
    if not isinstance(table, dict):
        return {at: table if isinstance(table, float) else str(table)}
    return {key: value for name, inner in table.items() for key, value in flat(inner, f"{at}.{name}").items()}
