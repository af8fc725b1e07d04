"""RFC 6962 section 2.1 written a second time, by recursion and from its text alone, to check the first by.

Nothing here is fast, and nothing here was looked up in the platform's own code.
"""

import hashlib
from collections.abc import Sequence


def hash_of_leaf(body: bytes) -> bytes:
    """MTH({d(0)}) = SHA-256(0x00 || d(0))."""
    return hashlib.sha256(b"\x00" + body).digest()


def head(leaves: Sequence[bytes]) -> bytes:
    """MTH(D[n]) over leaf hashes."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = _cut(len(leaves))
    return _inner(head(leaves[:cut]), head(leaves[cut:]))


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]): the audit path of the leaf at `index`."""
    if len(leaves) <= 1:
        return []
    cut = _cut(len(leaves))
    if index < cut:
        return [*path(index, leaves[:cut]), head(leaves[cut:])]
    return [*path(index - cut, leaves[cut:]), head(leaves[:cut])]


def root_by(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root to which an audit path leads; None when it has another length than such a tree gives."""
    if not 0 <= index < size:
        return None
    if size == 1:
        return leaf if not proof else None
    if not proof:
        return None
    cut = _cut(size)
    if index < cut:
        left = root_by(index, cut, leaf, proof[:-1])
        return None if left is None else _inner(left, proof[-1])
    right = root_by(index - cut, size - cut, leaf, proof[:-1])
    return None if right is None else _inner(proof[-1], right)


def growth(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PROOF(m, D[n]): that the tree of all leaves goes on from that of the first `old`."""
    return _subproof(old, leaves, whole=True)


def _subproof(old: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [head(leaves)]
    cut = _cut(len(leaves))
    if old <= cut:
        return [*_subproof(old, leaves[:cut], whole=whole), head(leaves[cut:])]
    return [*_subproof(old - cut, leaves[cut:], whole=False), head(leaves[:cut])]


def _inner(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _cut(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
