"""The tree and its proofs: known answers of Certificate Transparency, and a naive RFC 6962 beside ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import ledger
from caseward.kernel.ledger import tree
from tests.kernel.naive_tree import leaves_of, naive_path, naive_root, naive_subproof


KNOWN_ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
KNOWN_INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (0, 1): [],
}
KNOWN_CONSISTENCY = {
    (1, 1): [],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
KNOWN_LEAVES = [ledger.leaf_hash(entry) for entry in KNOWN_ENTRIES]


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_the_known_one(size: int) -> None:
    assert ledger.root(KNOWN_LEAVES[:size]).hex() == KNOWN_ROOTS[size]


@pytest.mark.parametrize(("index", "size"), KNOWN_INCLUSION)
def test_the_inclusion_proof_is_the_known_one(index: int, size: int) -> None:
    proof = ledger.inclusion_proof(ledger.nodes(KNOWN_LEAVES[:size]), index=index, size=size)

    assert [step.hex() for step in proof] == KNOWN_INCLUSION[index, size]


@pytest.mark.parametrize(("old_size", "new_size"), KNOWN_CONSISTENCY)
def test_the_consistency_proof_is_the_known_one(old_size: int, new_size: int) -> None:
    proof = ledger.consistency_proof(ledger.nodes(KNOWN_LEAVES), old_size=old_size, new_size=new_size)

    assert [step.hex() for step in proof] == KNOWN_CONSISTENCY[old_size, new_size]


def test_a_leaf_can_never_pass_for_a_node() -> None:
    left, right = leaves_of(2)

    assert ledger.leaf_hash(left + right) != ledger.node_hash(left, right=right)


@pytest.mark.parametrize("size", range(34))
def test_root_and_proofs_are_those_of_the_naive_reading(size: int) -> None:
    leaves = leaves_of(size)
    nodes = ledger.nodes(leaves)

    assert ledger.root(leaves) == naive_root(leaves)
    for index in range(size):
        assert list(ledger.inclusion_proof(nodes, index=index, size=size)) == naive_path(index, leaves)
    for old_size in range(1, size + 1):
        ours = ledger.consistency_proof(nodes, old_size=old_size, new_size=size)
        assert list(ours) == naive_subproof(old_size, leaves, complete=True)


@given(st.integers(1, 300), st.data())
def test_every_honest_inclusion_proof_is_accepted(size: int, data: st.DataObject) -> None:
    leaves, index = leaves_of(size), data.draw(st.integers(0, size - 1))
    proof = ledger.inclusion_proof(ledger.nodes(leaves), index=index, size=size)

    assert ledger.verify_inclusion(
        leaves[index], index=index, size=size, proof=proof, root=naive_root(leaves)
    )


@given(st.integers(0, 300), st.data())
def test_every_honest_consistency_proof_is_accepted(new_size: int, data: st.DataObject) -> None:
    leaves, old_size = leaves_of(new_size), data.draw(st.integers(0, new_size))
    proof = ledger.consistency_proof(ledger.nodes(leaves), old_size=old_size, new_size=new_size)

    assert ledger.verify_consistency(
        proof,
        old_size=old_size,
        old_root=naive_root(leaves[:old_size]),
        new_size=new_size,
        new_root=naive_root(leaves),
    )


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_tree_grows_from_its_right_edge_alone(old_size: int, more: int) -> None:
    leaves = leaves_of(old_size + more)
    before = ledger.Frontier.empty()
    for leaf in leaves[:old_size]:
        before.append(leaf)

    resumed = ledger.Frontier(size=before.size, peaks=list(before.peaks))
    stored = {place: node for leaf in leaves[old_size:] for place, node in resumed.append(leaf)}

    assert resumed.root() == naive_root(leaves)
    assert len(resumed.peaks) <= 8
    assert stored.items() <= ledger.nodes(leaves).items()


@given(st.integers(1, 300))
def test_append_gives_each_subtree_once_and_all_of_them(size: int) -> None:
    frontier, given_out = ledger.Frontier.empty(), []
    for leaf in leaves_of(size):
        given_out += [place for place, _ in frontier.append(leaf)]

    wanted = {ledger.Place(level, index) for level in range(10) for index in range(size >> level)}
    assert len(given_out) == len(set(given_out))
    assert set(given_out) == wanted


@given(st.integers(1, 10**12), st.data())
def test_proofs_of_a_huge_tree_need_few_subtrees_which_all_exist(size: int, data: st.DataObject) -> None:
    index, old_size = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    groups = [*ledger.inclusion_places(index, size=size), *ledger.consistency_places(old_size, new_size=size)]

    places = [place for group in groups for place in group]
    assert len(places) < 4 * 41
    assert all((place.number + 1) << place.level <= size for place in places)


@pytest.mark.parametrize(("size", "count"), [(1, 0), (3, 1), (4, 2), (0, 1), (-1, 1)])
def test_a_right_edge_with_the_wrong_number_of_peaks_is_refused(size: int, count: int) -> None:
    with pytest.raises(ValueError, match="another number of peaks"):
        ledger.Frontier(size=size, peaks=[bytes(32)] * count)


def test_only_hashes_of_32_bytes_enter_the_tree() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        ledger.Frontier(size=1, peaks=[b"short"])
    with pytest.raises(ValueError, match="32 bytes"):
        ledger.Frontier.empty().append(b"short")


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_no_proof_is_made_for_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(IndexError, match="has no leaf"):
        ledger.inclusion_places(index, size=size)


@pytest.mark.parametrize(("old_size", "new_size"), [(6, 5), (-1, 5)])
def test_no_proof_is_made_for_a_tree_that_shrank(old_size: int, new_size: int) -> None:
    with pytest.raises(ValueError, match="cannot grow"):
        ledger.consistency_places(old_size, new_size=new_size)


def test_no_subtrees_have_no_hash() -> None:
    with pytest.raises(ValueError, match="No subtrees"):
        tree.fold([])


def test_only_the_places_asked_for_are_kept() -> None:
    wanted = {place for group in ledger.inclusion_places(5, size=100) for place in group}
    kept = ledger.nodes(leaves_of(100), only=wanted)

    assert kept.keys() == wanted
    assert ledger.inclusion_proof(kept, index=5, size=100) == tuple(naive_path(5, leaves_of(100)))


def test_a_missing_subtree_is_named() -> None:
    nodes = {place: node for place, node in ledger.nodes(leaves_of(8)).items() if place != (2, 1)}

    with pytest.raises(KeyError, match=r"level=2, number=1"):
        ledger.inclusion_proof(nodes, index=0, size=8)
