"""One model, two engines: Splink and the kernel say the same of every pair, field by field."""

import dataclasses
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.kernel.identity import Field, Match, MatchModel, Name, Person, explain
from caseward.kernel.identity.fields import NOT_KNOWN
from caseward.kernel.identity.model import Level
from caseward.matching import febrl, invented
from caseward.matching.records import Record
from caseward.matching.scoring import Score
from tests.kernel.test_identity_matching import PEOPLE
from tests.matching.given import COARSE, FINE, weighed


pytestmark = pytest.mark.slow

MODELS = pytest.mark.parametrize("model", [COARSE, FINE], ids=["first edition", "finer, with frequencies"])


def disagreements(records: Iterable[Record], scores: Iterable[Score], model: MatchModel) -> list[str]:
    """Where the engines differ: level, weight, total or probability."""
    people = {record.id: record.person for record in records}
    pairs = ((one, explain(people[one.ours], found=people[one.theirs], model=model)) for one in scores)
    return [f"{one.ours} and {one.theirs}" for one, match in pairs if not _agree(one, match)]


def _agree(score: Score, match: Match) -> bool:
    known = [one for one in match.evidence if one.level != NOT_KNOWN]
    return (
        score.levels == {one.field: one.level for one in known}
        and score.weights == {one.field: pytest.approx(one.weight, abs=1e-9) for one in known}
        and score.total == pytest.approx(match.total, abs=1e-9)
        and score.probability == pytest.approx(match.probability, abs=1e-9)
    )


def of_febrl() -> list[Record]:
    files = [febrl.place_of(file) for file in febrl.SETS["febrl4"]]
    return [one for one in febrl.read(files, with_address=True) if int(one.entity) < 80]


@MODELS
def test_engines_agree_on_the_people_of_febrl(model: MatchModel) -> None:
    records = of_febrl()
    scores = weighed(records, model)

    assert len(scores) > 50
    assert disagreements(records, scores, model) == []


@MODELS
def test_engines_agree_on_invented_people(model: MatchModel) -> None:
    records = [*invented.records(300, seed=3)]
    scores = weighed(records, model)

    assert len({field for one in scores for field in one.levels}) >= 7
    assert disagreements(records, scores, model) == []


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=st.lists(PEOPLE, min_size=20, max_size=30))
def test_engines_agree_on_whatever_a_record_may_say(people: list[Person]) -> None:
    """Aliases, any script, partial dates, ages, numbers: and somebody who shares a key with everybody."""
    shared = [dataclasses.replace(one, aliases=(*one.aliases, Name("Callum", "Jones"))) for one in people]
    records = [Record(f"r{n}", person) for n, person in enumerate(shared)]

    scores = weighed(records, FINE)

    assert len(scores) == len(records) * (len(records) - 1) // 2
    assert disagreements(records, scores, FINE) == []


def test_a_weight_that_one_engine_has_alone_is_noticed() -> None:
    """The comparison is worth something: a thousandth in one level, and the pairs that have it stand out."""
    records = [*invented.records(300, seed=5)]
    scores = weighed(records, FINE)
    same = FINE.levels[Field.SURNAME]["same"]
    bent = {**FINE.levels[Field.SURNAME], "same": Level(m=same.m * 1.001, u=same.u)}
    other = dataclasses.replace(FINE, levels={**FINE.levels, Field.SURNAME: bent})

    concerned = [one for one in scores if one.levels.get(Field.SURNAME) == "same"]
    assert len(disagreements(records, scores, other)) == len(concerned) > 0
