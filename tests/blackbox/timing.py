"""Whether two things can be told apart by how long the house takes: tried in turn, in an order drawn by lot."""

import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from tests.blackbox import rounds


WARM = 10  # tries of each that are not counted


def taken_in_turn(tries: Mapping[str, Callable[[], object]], *, each: int) -> dict[str, list[float]]:
    """Seconds of so many tries of each.

    In every round all of them are tried once, in an order drawn by lot: what else the machine does meets all alike.
    """
    chance = random.Random(11)  # noqa: S311  the same order every time
    taken: dict[str, list[float]] = {name: [] for name in tries}
    for number in range(-WARM, each):
        order = list(tries)
        chance.shuffle(order)
        for name in order:
            began = time.perf_counter()
            tries[name]()
            if number >= 0:
                taken[name].append(time.perf_counter() - began)
    return taken


def auc(ones: Sequence[float], others: Sequence[float]) -> float:
    """The chance that one of the first took longer than one of the others: a half where nothing can be told."""
    ranked = sorted(others)
    below = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in ones) / 2
    return below / (len(ones) * len(ranked))


def told(figure: str, ones: Sequence[float], others: Sequence[float]) -> float:
    """The same, said on the terminal with the middle of each."""
    found = auc(ones, others)
    middle = [sorted(each)[len(each) // 2] * 1000 for each in (ones, others)]
    rounds.say(f"  {figure}: AUC {found:.3f}, {middle[0]:.1f} against {middle[1]:.1f} ms in the middle\n")
    return found
