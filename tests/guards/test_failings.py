"""Every published failing of what is built is named by a test, or stands on a list that only shrinks."""

from tests.guards.walking import ROOT
from tools.reference import citations, failings


# As the list began: a failing may leave it, and none joins it.
FIRST = frozenset({"F08", "F10", "F17", "F25", "F53", "F55", "F59", "F60", "F62", "F63"})


def test_every_failing_of_what_is_built_has_a_test_or_says_what_it_waits_for() -> None:
    named = citations.of_failings(ROOT).keys()

    assert failings.of_what_is_built() - named - failings.unproved().keys() == set()


def test_what_a_test_proves_leaves_the_list() -> None:
    assert citations.of_failings(ROOT).keys() & failings.unproved().keys() == set()


def test_the_list_of_what_is_not_proved_only_shrinks() -> None:
    waiting = failings.unproved()

    assert waiting.keys() <= FIRST
    assert waiting.keys() <= failings.of_what_is_built()
    assert all(waiting.values())
