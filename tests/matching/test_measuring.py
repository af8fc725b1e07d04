"""Figures that flatter nobody."""

from caseward.kernel.identity import Person
from caseward.matching import measuring
from caseward.matching.measuring import Figures
from caseward.matching.records import Record


def test_precision_recall_and_f1() -> None:
    figures = Figures(right=8, wrong=2, missed=4)

    assert (figures.precision, figures.recall) == (0.8, 8 / 12)
    assert figures.f1 == 16 / 22
    assert Figures(0, 0, 0).f1 == 0


def test_of_two_files_only_pairs_across_are_meant() -> None:
    given = [
        Record("a1", Person(), "1", "a"),
        Record("a2", Person(), "1", "a"),
        Record("b1", Person(), "1", "b"),
    ]

    assert measuring.true_pairs(given) == {("a1", "b1"), ("a2", "b1")}


def test_nobody_is_judged_by_a_threshold_from_his_own_labels() -> None:
    """One half would be perfect at 5 bits, the other at 20: each gets the other's."""
    halves: dict[int, list[str]] = {0: [], 1: []}
    for n in range(100):
        halves[measuring.half_of(str(n))].append(str(n))
    low, high = halves[0][0], halves[1][0]
    entities = {"x": low, "y": low, "p": high, "q": high, "r": halves[1][1]}
    totals = {("x", "y"): 5.0, ("p", "q"): 20.0, ("p", "r"): 10.0}

    answer = measuring.judged(
        measuring.at_thresholds(totals), true={("x", "y"), ("p", "q")}, entities=entities
    )

    assert answer.figures == Figures(right=1, wrong=1, missed=1)


def test_chains_join_and_what_hangs_together_in_crowds_does_not() -> None:
    assert sorted(measuring.closed([("a", "b"), ("b", "c")])) == [("a", "b"), ("a", "c"), ("b", "c")]
    crowd = [(f"n{i:03}", f"n{i + 1:03}") for i in range(measuring.LARGEST_GROUP + 5)]
    assert sorted(measuring.closed(crowd)) == crowd


def test_each_record_is_taken_once_by_its_best_pair() -> None:
    assert measuring.one_to_one({("a", "x"): 9.0, ("a", "y"): 8.0, ("b", "x"): 7.0, ("b", "y"): 6.0}) == {
        ("a", "x"): 9.0,
        ("b", "y"): 6.0,
    }
