"""Proofs: mutated ones are never accepted, and none hides a changed history."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caseward.kernel import ledger
from tests.kernel.naive_tree import leaves_of, naive_root


@settings(max_examples=400)
@given(st.integers(1, 70), st.data())
def test_a_mutated_inclusion_proof_is_never_accepted(size: int, data: st.DataObject) -> None:
    leaves, index = leaves_of(size), data.draw(st.integers(0, size - 1))
    proof = ledger.inclusion_proof(ledger.nodes(leaves), index=index, size=size)
    honest = (leaves[index], index, size, tuple(proof), naive_root(leaves))

    forged = data.draw(mutations(honest))

    leaf, index, size, steps, root = forged
    accepted = ledger.verify_inclusion(leaf, index=index, size=size, proof=steps, root=root)
    assert not accepted or really_included(leaf, index, size, root, leaves)


def really_included(leaf: bytes, index: int, size: int, root: bytes, leaves: list[bytes]) -> bool:
    """The same leaf at the same place under the same root is no lie: a path does not always fix the size."""
    return root == naive_root(leaves) and index < len(leaves) and leaves[index] == leaf


def flip(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)


Proof = tuple[bytes, int, int, tuple[bytes, ...], bytes]


def changes(steps: tuple[bytes, ...], at: int, bit: int) -> dict[str, tuple[bytes, ...]]:
    """Ways to spoil the list of steps at one place; where there is none, only prolonging is left."""
    longer = {"longer": (*steps, flip(bytes(32), bit))}
    if not steps:
        return longer
    return longer | {
        "bit": (*steps[:at], flip(steps[at], bit), *steps[at + 1 :]),
        "cut": (*steps[:at], *steps[at + 1 :]),
        "double": (*steps[: at + 1], *steps[at:]),
        "turned": steps[::-1] if len(steps) > 1 else (),
        "short": (*steps[:at], steps[at][:-1], *steps[at + 1 :]),
    }


@st.composite
def mutations(draw: st.DrawFn, honest: Proof) -> Proof:
    """Change one part of a proof: a bit, the place, the size, or its list of steps."""
    leaf, index, size, steps, root = honest
    bit, other = draw(st.integers(0, 255)), draw(st.integers(0, 140))
    ways: list[Proof] = [
        (flip(leaf, bit), index, size, steps, root),
        (leaf, index, size, steps, flip(root, bit)),
        (leaf, other if other != index else index + 1, size, steps, root),
        (leaf, index, other if other != size else size + 1, steps, root),
    ]
    spoilt = changes(steps, draw(st.integers(0, max(len(steps) - 1, 0))), bit)
    return draw(st.sampled_from([*ways, *((leaf, index, size, wrong, root) for wrong in spoilt.values())]))


@settings(max_examples=400)
@given(st.integers(2, 70), st.data())
def test_a_mutated_consistency_proof_is_never_accepted(new_size: int, data: st.DataObject) -> None:
    leaves, old_size = leaves_of(new_size), data.draw(st.integers(1, new_size))
    old_root, new_root = naive_root(leaves[:old_size]), naive_root(leaves)
    proof = ledger.consistency_proof(ledger.nodes(leaves), old_size=old_size, new_size=new_size)

    old, was, now, steps, new = data.draw(mutations((old_root, old_size, new_size, tuple(proof), new_root)))

    accepted = ledger.verify_consistency(steps, old_size=was, old_root=old, new_size=now, new_root=new)
    assert not accepted or (old, new) == (old_root, new_root)


@settings(max_examples=200)
@given(st.integers(2, 60), st.data())
def test_no_proof_hides_a_changed_history(new_size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, new_size))
    changed = data.draw(st.integers(0, old_size - 1))
    before, after = leaves_of(old_size), leaves_of(new_size)
    after[changed] = ledger.leaf_hash(b"rewritten")

    proof = ledger.consistency_proof(ledger.nodes(after), old_size=old_size, new_size=new_size)

    assert not ledger.verify_consistency(
        proof, old_size=old_size, old_root=naive_root(before), new_size=new_size, new_root=naive_root(after)
    )


@given(
    st.binary(max_size=40),
    st.integers(-3, 10**20),
    st.integers(-3, 10**20),
    st.lists(st.binary(max_size=33), max_size=70),
)
def test_verifying_rubbish_says_no_and_never_raises(
    junk: bytes, index: int, size: int, steps: list[bytes]
) -> None:
    assert not ledger.verify_inclusion(junk, index=index, size=size, proof=steps, root=junk[::-1] + b"!")
    assert not ledger.verify_consistency(
        steps, old_size=index, old_root=junk, new_size=size, new_root=junk[::-1] + b"!"
    )


def test_a_tree_that_was_empty_is_consistent_with_every_later_one_but_only_with_its_own_root() -> None:
    root, empty = ledger.root(leaves_of(3)), ledger.EMPTY_ROOT

    assert ledger.verify_consistency((), old_size=0, old_root=empty, new_size=3, new_root=root)
    assert not ledger.verify_consistency((), old_size=0, old_root=root, new_size=3, new_root=root)
    assert not ledger.verify_consistency((root,), old_size=0, old_root=empty, new_size=3, new_root=root)
    assert not ledger.verify_consistency((), old_size=0, old_root=empty, new_size=0, new_root=root)


def test_a_power_of_two_needs_a_proof_too() -> None:
    leaves = leaves_of(8)

    assert not ledger.verify_consistency(
        (), old_size=4, old_root=ledger.root(leaves[:4]), new_size=8, new_root=ledger.root(leaves)
    )
