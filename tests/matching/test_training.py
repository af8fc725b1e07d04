"""What is learnt without labels: close to the truth, in order, publishable, and the same every time."""

import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from caseward.kernel.identity import NO_NICKNAMES, Field, MatchModel
from caseward.kernel.identity.model import Level
from caseward.matching import editions, invented, pooling, training
from tests.matching.given import BASE, loaded


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def learnt() -> Iterator[dict[str, Any]]:
    with loaded(invented.records(3_000, seed=7)) as connection:
        yield training.learnt(connection, base=BASE, nicknames=NO_NICKNAMES, strangers=20_000)


def test_weights_come_near_to_the_errors_that_were_invented(learnt: dict[str, Any]) -> None:
    model = MatchModel.from_table(learnt)

    assert model.levels[Field.POSTCODE]["same"].m == pytest.approx(1 - invented.MOVED, abs=0.08)
    assert model.levels[Field.PHONE]["same"].m == pytest.approx(0.5, abs=0.1)
    assert model.levels[Field.SURNAME]["different"].m < 0.15


def test_what_the_records_say_nothing_of_stays_as_it_was(learnt: dict[str, Any]) -> None:
    assert learnt["nhs"] == BASE["nhs"]
    assert learnt["surname"] != BASE["surname"]


def test_common_names_are_listed_and_rare_ones_are_not(learnt: dict[str, Any]) -> None:
    for one in learnt["frequencies"].values():
        assert one["common"]
        assert min(one["common"].values()) >= 20 / 3_000
        assert one["rare"] < max(one["common"].values())


def test_a_draft_reads_back_as_what_was_learnt(learnt: dict[str, Any]) -> None:
    table = editions.named(learnt, key="people", version="2027-01", title="a test", on=date(2027, 1, 1))

    assert tomllib.loads(editions.text_of(table)) == table
    assert "people 2026-11" in table["source"]


def test_levels_in_the_wrong_order_share_a_weight() -> None:
    levels = {"same": Level(0.5, 0.01), "near": Level(0.2, 0.001), "different": Level(0.3, 0.989)}

    pooled = pooling.falling(levels)

    weights = [level.weight for level in pooled.values()]
    assert all(above >= below for above, below in pairwise(weights))
    assert weights[0] == pytest.approx(weights[1])
    assert sum(level.m for level in pooled.values()) == pytest.approx(1)
