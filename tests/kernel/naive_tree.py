"""RFC 6962 s.2.1 read naively, kept as far from our code as it can be: recursive, over whole lists."""

import hashlib

from caseward.kernel import ledger


def leaves_of(size: int) -> list[bytes]:
    return [ledger.leaf_hash(str(number).encode()) for number in range(size)]


def split(size: int) -> int:
    return max(1 << power for power in range(64) if 1 << power < size)


def naive_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m: int, leaves: list[bytes], *, complete: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if complete else [naive_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*naive_subproof(m, leaves[:k], complete=complete), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], complete=False), naive_root(leaves[:k])]
