"""Proofs over the tree: that an entry is in it, and that a later tree only adds to an earlier one."""

from collections.abc import Iterable, Mapping, Sequence

from caseward.kernel.ledger import tree


Places = tuple[tree.Place, ...]


def inclusion_places(index: int, *, size: int) -> tuple[Places, ...]:
    """Say which stored subtrees the proof for leaf `index` of `size` needs, one group for each hash.

    Lets one query fetch them all. Raises IndexError when the leaf is not in the tree.
    """
    if not 0 <= index < size:
        raise IndexError(f"A tree of {size} leaves has no leaf {index}.")
    return tuple(_range(begin, end) for begin, end in _audit_path(index, 0, size))


def inclusion_proof(nodes: Mapping[tree.Place, bytes], *, index: int, size: int) -> tuple[bytes, ...]:
    """Prove that leaf `index` is in the tree of `size` leaves (RFC 6962 s.2.1.1); KeyError without a node."""
    return _hashes(nodes, inclusion_places(index, size=size))


def consistency_places(old_size: int, *, new_size: int) -> tuple[Places, ...]:
    """Say which stored subtrees the proof from `old_size` to `new_size` needs, one group for each hash.

    Raises ValueError when the tree would have shrunk.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"A tree cannot grow from {old_size} leaves to {new_size}.")
    if old_size in (0, new_size):
        return ()
    return tuple(_range(begin, end) for begin, end in _subproof(old_size, 0, new_size, whole=True))


def consistency_proof(
    nodes: Mapping[tree.Place, bytes], *, old_size: int, new_size: int
) -> tuple[bytes, ...]:
    """Prove that the first `old_size` leaves did not change (RFC 6962 s.2.1.2); KeyError without a node."""
    return _hashes(nodes, consistency_places(old_size, new_size=new_size))


def verify_inclusion(leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Check that a hash is leaf `index` of the tree with this root (RFC 9162 s.2.1.3.2); never raises."""
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    here, last, running = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            running = tree.node_hash(sibling, right=running)
            here, last = _climb_to_right_child(here, last)
        else:
            running = tree.node_hash(running, right=sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and running == root


def verify_consistency(
    proof: Sequence[bytes], *, old_size: int, old_root: bytes, new_size: int, new_root: bytes
) -> bool:
    """Check that the new tree only adds leaves to the old one (RFC 9162 s.2.1.4.2); never raises."""
    if not 0 <= old_size <= new_size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old_size == 0:
        return not proof and old_root == tree.EMPTY_ROOT and (new_size > 0 or new_root == tree.EMPTY_ROOT)
    if old_size == new_size:
        return not proof and old_root == new_root
    path = proof if old_size & (old_size - 1) else (old_root, *proof)
    return bool(path) and _rebuild(path, old_size, new_size) == (old_root, new_root)


def _rebuild(path: Sequence[bytes], old_size: int, new_size: int) -> tuple[bytes, bytes] | None:
    """Compute both roots from one path, or None when the path is too long or too short."""
    here, last = _climb_to_left_child(old_size - 1, new_size - 1)
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = tree.node_hash(sibling, right=old), tree.node_hash(sibling, right=new)
            here, last = _climb_to_right_child(here, last)
        else:
            new = tree.node_hash(new, right=sibling)
        here, last = here >> 1, last >> 1
    return (old, new) if last == 0 else None


def _climb_to_right_child(here: int, last: int) -> tuple[int, int]:
    """Pass the levels at which the last subtree stands alone and is carried up as it is."""
    while not here & 1 and here:
        here, last = here >> 1, last >> 1
    return here, last


def _climb_to_left_child(here: int, last: int) -> tuple[int, int]:
    while here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _audit_path(index: int, begin: int, end: int) -> Iterable[tuple[int, int]]:
    """Give the ranges of leaves beside the way from one leaf up to the root, lowest first."""
    if end - begin == 1:
        return
    middle = begin + _greatest_power_below(end - begin)
    if index < middle:
        yield from _audit_path(index, begin, middle)
        yield (middle, end)
    else:
        yield from _audit_path(index, middle, end)
        yield (begin, middle)


def _subproof(old: int, begin: int, end: int, *, whole: bool) -> Iterable[tuple[int, int]]:
    """Give the ranges of SUBPROOF (RFC 6962 s.2.1.2); `whole` while the old root itself is described."""
    if old == end:
        if not whole:
            yield (begin, end)
        return
    middle = begin + _greatest_power_below(end - begin)
    if old <= middle:
        yield from _subproof(old, begin, middle, whole=whole)
        yield (middle, end)
    else:
        yield from _subproof(old, middle, end, whole=False)
        yield (begin, middle)


def _greatest_power_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)


def _range(begin: int, end: int) -> Places:
    return tuple(tree.perfect_places(begin, end=end))


def _hashes(nodes: Mapping[tree.Place, bytes], groups: Iterable[Places]) -> tuple[bytes, ...]:
    return tuple(tree.fold(nodes[place] for place in group) for group in groups)


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == tree.HASH_BYTES for value in values)
