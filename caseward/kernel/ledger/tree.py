"""The Merkle tree over the entries (RFC 6962 section 2.1), grown at its right edge only."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()


class Place(NamedTuple):
    """Where a perfect subtree stands: it covers the leaves number x 2^level ≤ n < (number + 1) x 2^level."""

    level: int
    number: int


def leaf_hash(body: bytes) -> bytes:
    """Hash the canonical bytes of one entry: SHA-256 of 0x00 and the bytes (RFC 6962 s.2.1)."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, *, right: bytes) -> bytes:
    """Hash two neighbouring subtrees: SHA-256 of 0x01, left, right, 32 bytes each (RFC 6962 s.2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a tree: the roots of its perfect subtrees, widest first; all that growing needs.

    Store `size` and `peaks` after each batch and give them back to go on from there. One peak stands for each
    binary one in `size`; anything else raises ValueError.
    """

    size: int
    peaks: list[bytes]

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(
                f"A tree of {self.size} leaves has another number of peaks than {len(self.peaks)}."
            )
        if any(len(peak) != HASH_BYTES for peak in self.peaks):
            raise ValueError("A peak is a hash of 32 bytes.")

    @classmethod
    def empty(cls) -> "Frontier":
        """Start a tree without leaves."""
        return cls(size=0, peaks=[])

    def grow(self, leaf: bytes) -> None:
        """Add one leaf hash and remember the right edge only: all that comparing roots needs, in half the time."""
        if len(leaf) != HASH_BYTES:
            raise ValueError("A leaf hash is 32 bytes.")
        node, number = leaf, self.size
        while number & 1:
            node = hashlib.sha256(b"\x01" + self.peaks.pop() + node).digest()
            number >>= 1
        self.peaks.append(node)
        self.size += 1

    def append(self, leaf: bytes) -> list[tuple[Place, bytes]]:
        """Add one leaf hash; return every subtree it completes, the leaf first, to be stored for proofs."""
        if len(leaf) != HASH_BYTES:
            raise ValueError("A leaf hash is 32 bytes.")
        place, node = Place(0, self.size), leaf
        completed = [(place, node)]
        while place.number & 1:
            node = node_hash(self.peaks.pop(), right=node)
            place = Place(place.level + 1, place.number >> 1)
            completed.append((place, node))
        self.peaks.append(node)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root of the tree as it stands, 32 bytes; that of no leaves is SHA-256 of nothing."""
        return fold(self.peaks) if self.peaks else EMPTY_ROOT


def fold(peaks: Iterable[bytes]) -> bytes:
    """Join perfect subtrees, from left to right and widest first, into the hash of the range they cover."""
    joined: bytes | None = None
    for peak in reversed(list(peaks)):
        joined = peak if joined is None else node_hash(peak, right=joined)
    if joined is None:
        raise ValueError("No subtrees to join.")
    return joined


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes in order, 32 bytes (RFC 6962 s.2.1)."""
    frontier = Frontier.empty()
    for leaf in leaves:
        frontier.grow(leaf)
    return frontier.root()


def nodes(leaves: Iterable[bytes], *, only: Collection[Place] | None = None) -> Mapping[Place, bytes]:
    """Return the perfect subtrees over leaf hashes in order, by place: what proofs are made of.

    With `only`, just those places are kept, so that a proof in a tree of millions needs no more memory than itself.
    """
    frontier = Frontier.empty()
    if only is None:
        return dict(pair for leaf in leaves for pair in frontier.append(leaf))
    known: dict[Place, bytes] = {}
    completing = {(place.number + 1 << place.level) - 1 for place in only}
    for leaf in leaves:
        if frontier.size in completing:
            known.update(pair for pair in frontier.append(leaf) if pair[0] in only)
        else:
            frontier.grow(leaf)
    return known


def perfect_places(begin: int, *, end: int) -> Iterator[Place]:
    """Cut the leaves begin ≤ n < end into the fewest perfect subtrees, from left to right."""
    while begin < end:
        widest = (end - begin).bit_length() - 1
        level = min(widest, (begin & -begin).bit_length() - 1) if begin else widest
        yield Place(level, begin >> level)
        begin += 1 << level
