"""Precision, recall and F1 of weighed pairs, each half of the people judged by the threshold of the other half."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from caseward.matching.records import Record


Pair = tuple[str, str]

# Thresholds in bits that are tried; finer steps only follow the noise.
STEP, LOWEST, HIGHEST = 0.5, -5.0, 30.0
# What hangs together by chains in such numbers is no person; its pairs stand as they were weighed.
LARGEST_GROUP = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found right, wrongly, and not at all."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the pairs said to be one person, the share that are."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Of the pairs that are one person, the share that was said."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures over both halves, with the threshold that each half was judged by, learnt from the other."""

    figures: Figures
    thresholds: tuple[float, float]


def true_pairs(given: Iterable[Record]) -> frozenset[Pair]:
    """Every pair of one person, ids in rising order; of two linked files only those across."""
    of_one: dict[str, list[Record]] = defaultdict(list)
    for record in given:
        of_one[record.entity].append(record)
    every = (pair for some in of_one.values() for pair in combinations(some, 2))
    return frozenset(in_order(a.id, b.id) for a, b in every if not a.side or a.side != b.side)


def in_order(one: str, other: str) -> Pair:
    """A pair as it is counted, whichever was first."""
    return (one, other) if one <= other else (other, one)


def thresholds() -> Iterator[float]:
    """Every threshold that is tried, rising."""
    return (LOWEST + step * STEP for step in range(round((HIGHEST - LOWEST) / STEP) + 1))


def judged(
    said: Mapping[float, Collection[Pair]], *, true: Collection[Pair], entities: Mapping[str, str]
) -> Answer:
    """The pairs said at each threshold, judged half by half: nobody's labels choose the threshold he is judged by."""
    halves = [{at: _figures(said[at], true, entities, half) for at in said} for half in (0, 1)]
    chosen = [max(half, key=lambda at: (half[at].f1, -at)) for half in halves]
    figures = halves[0][chosen[1]] + halves[1][chosen[0]]
    return Answer(figures, (chosen[1], chosen[0]))


def at_thresholds(totals: Mapping[Pair, float]) -> dict[float, list[Pair]]:
    """The pairs that weigh at least so much, for each threshold."""
    return {at: [pair for pair, total in totals.items() if total >= at] for at in thresholds()}


def one_to_one(totals: Mapping[Pair, float]) -> dict[Pair, float]:
    """Of linked files where nobody is twice: best pair first, each record once."""
    taken: set[str] = set()
    kept: dict[Pair, float] = {}
    for pair in sorted(totals, key=lambda one: (-totals[one], one)):
        if taken.isdisjoint(pair):
            taken.update(pair)
            kept[pair] = totals[pair]
    return kept


def closed(pairs: Iterable[Pair]) -> list[Pair]:
    """Every pair that a chain of pairs makes one person; a measure only: Caseward itself joins nothing by a chain."""
    weighed, first = list(pairs), dict[str, str]()
    for a, b in weighed:
        first[_root(first, a)] = _root(first, b)
    groups = defaultdict(list)
    for n in first:
        groups[_root(first, n)].append(n)
    small = {root: group for root, group in groups.items() if len(group) <= LARGEST_GROUP}
    as_weighed = [pair for pair in weighed if _root(first, pair[0]) not in small]
    return as_weighed + [pair for group in small.values() for pair in combinations(sorted(group), 2)]


def _root(first: dict[str, str], n: str) -> str:
    first.setdefault(n, n)
    while first[n] != n:
        first[n] = first[first[n]]
        n = first[n]
    return n


def _figures(
    said: Collection[Pair], true: Collection[Pair], entities: Mapping[str, str], half: int
) -> Figures:
    ours = {pair for pair in said if half_of(entities[pair[0]]) == half}
    meant = {pair for pair in true if half_of(entities[pair[0]]) == half}
    right = len(ours & meant)
    return Figures(right, len(ours) - right, len(meant) - right)


def half_of(entity: str) -> int:
    """A pair belongs to the half of its first record; whoever is one person is in one half."""
    return zlib.crc32(entity.encode()) % 2
