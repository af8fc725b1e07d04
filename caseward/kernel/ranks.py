"""Ranks and their order: which rank is held, which is demanded, and who of which rank reaches it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A rank, grade or office; `place` counts from the bottom, and what counts as another shares its place.

    `most_days` is the longest for which an office for a time is given at once, 0 for what is held without an end.
    """

    key: str
    title: str
    place: int
    most_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """One version of the order of ranks."""

    key: str
    version: str
    ranks: tuple[Rank, ...]
    effective_from: date
    effective_until: date | None = None

    def is_in_force(self, *, on: date) -> bool:
        """Whether what is decided on that day is decided by this order."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    def find(self, key: str) -> Rank | None:
        """The rank of that key, if there is one."""
        return next((one for one in self.ranks if one.key == key), None)

    def title(self, key: str) -> str:
        """What a rank is called; an unknown one by its key."""
        found = self.find(key)
        return found.title if found else key

    def reaches(self, held: str, asked: str) -> bool:
        """Whether the rank held is the one asked for or above it; an unknown one on either side reaches nothing."""
        mine, wanted = self.find(held), self.find(asked)
        return mine is not None and wanted is not None and mine.place >= wanted.place

    def from_rank(self, asked: str) -> tuple[Rank, ...]:
        """Every rank that reaches the one asked for, in the order of the definition."""
        return tuple(one for one in self.ranks if self.reaches(one.key, asked))

    def highest(self, held: Iterable[str]) -> str:
        """The highest of several; "" of none, and of equals the one named first in the definition."""
        known = [one for key in held if (one := self.find(key))]
        ordered = sorted(known, key=lambda one: (-one.place, self.ranks.index(one)))
        return ordered[0].key if ordered else ""
