"""Whether two things can be told apart by how long the house takes: tried in turn, in an order drawn by lot.

Two clocks are read. The one on the wall is what an attacker has; on a machine that does other things it swings by more
than a leak would be. The processor time of the house swings little: what cannot be told by it, no wall clock tells.
"""

import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from tests.blackbox import rounds
from tests.blackbox.houses import House


WARM = 10  # tries of each that are not counted
STRETCH = 20  # rounds that are compared with one another: what the machine does later drowns nothing


@dataclass(frozen=True, slots=True)
class Took:
    """One try: seconds on the wall, and of processor time in the web server and the database together."""

    wall: float
    busy: float


@dataclass(frozen=True, slots=True)
class Told:
    """How well the first can be told from the second, and how sure that figure is (one standard error)."""

    auc: float
    error: float


Taken = dict[str, list[Took]]


def taken_in_turn(
    house: House,
    tries: Mapping[str, Callable[[], object]],
    *,
    each: int,
    before: Callable[[str], object] = lambda _name: None,
) -> Taken:
    """What so many tries of each took; `before` makes ready for one of them and is not counted.

    In every round all of them are tried once, in an order drawn by lot: what else the machine does meets all alike.
    """
    chance = random.Random(11)  # noqa: S311  the same order every time
    taken: Taken = {name: [] for name in tries}
    for number in range(-WARM, each):
        for name in chance.sample(list(tries), len(tries)):
            before(name)
            took = _timed(house, tries[name])
            if number >= 0:
                taken[name].append(took)
    return taken


def _timed(house: House, ask: Callable[[], object]) -> Took:
    idle = house.busy()
    began = time.perf_counter()
    ask()
    wall = time.perf_counter() - began
    busy = sum(spent - idle.get(pid, spent) for pid, spent in house.busy().items())
    return Took(wall, busy / 1e9)


def auc(ones: Sequence[float], others: Sequence[float]) -> float:
    """The chance that one of the first took longer than one of the others: a half where nothing can be told."""
    ranked = sorted(others)
    below = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in ones) / 2
    return below / (len(ones) * len(ranked))


def compared(ones: Sequence[float], others: Sequence[float]) -> Told:
    """The same within each stretch, and then in the middle of all stretches."""
    found = [auc(one, other) for one, other in zip(_stretches(ones), _stretches(others), strict=True)]
    return Told(fmean(found), stdev(found) / len(found) ** 0.5)


def told(figure: str, ones: Sequence[Took], others: Sequence[Took]) -> Told:
    """What the clock on the wall tells; both clocks are said on the terminal, with the middle of each."""
    by_wall = _said(f"{figure}, by the clock", *([one.wall for one in some] for some in (ones, others)))
    _said(f"{figure}, by processor time", *([one.busy for one in some] for some in (ones, others)))
    return by_wall


def _said(figure: str, ones: Sequence[float], others: Sequence[float]) -> Told:
    found = compared(ones, others)
    middles = [median(some) * 1000 for some in (ones, others)]
    rounds.say(
        f"  {figure}: AUC {found.auc:.3f} ± {found.error:.3f} at {len(ones)} of each, "
        f"{middles[0]:.2f} against {middles[1]:.2f} ms in the middle\n"
    )
    return found


def _stretches(some: Sequence[float]) -> Iterator[Sequence[float]]:
    return (some[start : start + STRETCH] for start in range(0, len(some), STRETCH))
