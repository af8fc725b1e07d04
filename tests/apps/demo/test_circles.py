"""The circles of the invented region are said in the published words, and of people who are there."""

from caseward.demo.circles import CIRCLES
from caseward.demo.region import CAST
from caseward.nominals.queries import relation_kinds


def test_circles_are_said_in_the_published_words() -> None:
    every = [one for says in CIRCLES.values() for one in says]

    assert {*CIRCLES} <= {*CAST}
    assert {one.kind for one in every} <= {*relation_kinds()}
    assert all(one.one != one.other for one in every)
