"""How often a figure is tried: a few times with every change, in full by `make soak`, where one sees how far it is."""

import os
import sys
from collections.abc import Iterable, Iterator


SOAK = os.environ.get("SOAK") == "1"
# Of the full number, for a machine that has an hour and not a day: `make soak SHARE=0.2`.
SHARE = float(os.environ.get("SOAK_SHARE") or 1)


def of(short: int, *, soak: int) -> int:
    """One size or the other."""
    return soak if SOAK else short


def share_of(short: int, *, soak: int) -> int:
    """The number of rounds, never fewer than the short form has."""
    return max(short, round(soak * SHARE)) if SOAK else short


def counted(figure: str, short: int, *, soak: int) -> Iterator[int]:
    """Each round, told of on the terminal while soaking."""
    total = share_of(short, soak=soak)
    for number in range(total):
        if SOAK and (number % max(1, total // 100) == 0 or number == total - 1):
            say(f"\r  {figure}: {number + 1} of {total} ")
        yield number
    if SOAK:
        say("\n")


def measured(figure: str, seconds: Iterable[float], *, most: float) -> None:
    """The longest time it took, held to its bound while soaking: a machine that runs other tests keeps no time."""
    longest = max(seconds)
    if SOAK:
        say(f"  {figure}: {longest:.2f} s at most\n")
        assert longest <= most, figure


def say(words: str) -> None:
    """On the terminal itself, past what pytest keeps."""
    if terminal := sys.__stderr__:
        terminal.write(words)
        terminal.flush()
