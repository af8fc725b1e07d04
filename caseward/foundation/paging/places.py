"""Where in a list somebody stands, and what stands there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar


T = TypeVar("T")
U = TypeVar("U")

SIZE = 25


@dataclass(frozen=True, slots=True)
class Place:
    """After a row or, looking back, before it; without a row at the beginning or, looking back, at the end."""

    cursor: str = ""
    is_back: bool = False


START = Place()
END = Place(is_back=True)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and where the pages beside it begin; how many there are nobody has counted."""

    rows: tuple[T, ...]
    previous: Place | None = None
    next: Place | None = None

    @property
    def has_previous(self) -> bool:
        """Whether there is an earlier page."""
        return self.previous is not None

    @property
    def has_next(self) -> bool:
        """Whether there is a later page."""
        return self.next is not None

    def showing(self, rows: Iterable[U]) -> "Page[U]":
        """The same page, its rows as somebody is to read them."""
        return Page(tuple(rows), self.previous, self.next)
