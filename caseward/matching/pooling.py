"""Putting learnt levels in order: where data would let a worse agreement weigh more, neighbours share one weight."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseward.kernel.identity.model import Level


# So much falls from level to level within a pool, lest the last digit of a logarithm rise.
HAIR = 1e-13


@dataclass(frozen=True, slots=True)
class _Pool:
    """Neighbouring levels that weigh the same."""

    names: tuple[str, ...]
    m: float
    u: float


def falling(levels: Mapping[str, Level]) -> dict[str, Level]:
    """The levels, best first, with weights that never rise (pool adjacent violators); sums of m and u stay."""
    pools: list[_Pool] = []
    for name, level in levels.items():
        pools.append(_Pool((name,), level.m, level.u))
        while len(pools) > 1 and pools[-1].m / pools[-1].u > pools[-2].m / pools[-2].u:
            last, before = pools.pop(), pools.pop()
            pools.append(_Pool(before.names + last.names, before.m + last.m, before.u + last.u))
    return {name: level for pool in pools for name, level in _opened(pool, levels)}


def _opened(pool: _Pool, levels: Mapping[str, Level]) -> Iterator[tuple[str, Level]]:
    """The levels of a pool with its weight; one that stands alone stays as it is."""
    for place, name in enumerate(pool.names):
        u = levels[name].u
        is_shared = len(pool.names) > 1
        yield name, Level(m=u * pool.m / pool.u * (1 - place * HAIR), u=u) if is_shared else levels[name]


def at_most(level: Level, bits: float) -> Level:
    """The level, with no more weight than so many bits."""
    return level if level.weight <= bits else Level(m=level.u * 2.0**bits * (1 - 1e-12), u=level.u)


def tidy(levels: Mapping[str, Level]) -> dict[str, Level]:
    """The levels of a whole field in six figures, so that a person can read them; the last takes what is left."""
    *names, last = levels
    short = {
        name: Level(m=float(f"{levels[name].m:.6g}"), u=float(f"{levels[name].u:.6g}")) for name in names
    }
    sums = [math.fsum(getattr(level, side) for level in short.values()) for side in ("m", "u")]
    return {**short, last: Level(m=round(1 - sums[0], 12), u=round(1 - sums[1], 12))}
