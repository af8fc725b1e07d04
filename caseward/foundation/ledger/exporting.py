"""Writing what a stand-alone verifier needs: entries in sealed order, checkpoints, the public key, two proofs."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from caseward.foundation.ledger import keys
from caseward.foundation.ledger.columns import as_told
from caseward.foundation.ledger.models import Checkpoint, Entry, Leaf
from caseward.kernel.ledger import (
    consistency_places,
    consistency_proof,
    inclusion_places,
    inclusion_proof,
    nodes,
)
from caseward.kernel.ledger.papers import (
    WrittenConsistency,
    WrittenInclusion,
    consistency_file,
    entry_line,
    inclusion_file,
)


CHUNK = 5_000


class NothingSealed(LookupError):
    """There is no checkpoint yet, so there is nothing to verify."""


def export(folder: Path, *, prove: int | None = None) -> int:
    """Write the sealed ledger into an empty folder; returns how many entries. `prove` is the place of one to prove.

    Run it as the owner of the database, on whose behalf row-level security hides nothing.
    """
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    if not sizes:
        raise NothingSealed("No checkpoint was signed yet: seal the ledger first.")
    (folder / "checkpoints").mkdir(parents=True)
    _write_checkpoints(folder / "checkpoints")
    (folder / "key.pem").write_bytes(keys.public_pem())
    with (folder / "entries.jsonl").open("wb") as file:
        file.writelines(_lines(sizes[-1]))
    _write_proofs(folder, sizes, index=sizes[-1] - 1 if prove is None else prove)
    return sizes[-1]


def _write_checkpoints(folder: Path) -> None:
    for checkpoint in Checkpoint.objects.order_by("size").iterator():
        (folder / f"{checkpoint.size:018d}.txt").write_text(checkpoint.text, "utf-8")


def _lines(size: int) -> Iterator[bytes]:
    """The canonical bytes of each entry at its place in the tree; what is missing is left out, and found missing."""
    for start in range(0, size, CHUNK):
        leaves = list(
            Leaf.objects.filter(index__gte=start, index__lt=min(start + CHUNK, size)).order_by("index")
        )
        entries = Entry.objects.in_bulk([leaf.entry_sequence for leaf in leaves])
        for leaf in leaves:
            if leaf.entry_sequence in entries:
                body = as_told(entries[leaf.entry_sequence], leaf=bytes(leaf.leaf))
                yield entry_line(leaf.index, body=body, leaf=bytes(leaf.leaf))


def _write_proofs(folder: Path, sizes: list[int], *, index: int) -> None:
    """That one entry is in the newest tree, and that each tree goes on from the one before."""
    size = sizes[-1]
    pairs = list(itertools.pairwise(sizes))
    groups = [
        inclusion_places(index, size=size),
        *(consistency_places(old, new_size=new) for old, new in pairs),
    ]
    known = nodes(_leaves(size), only={place for group in groups for places in group for place in places})
    leaf = Leaf.objects.get(index=index)
    body = bytes(Entry.objects.values_list("body", flat=True).get(sequence=leaf.entry_sequence))
    proof = inclusion_proof(known, index=index, size=size)
    (folder / "inclusion.json").write_bytes(inclusion_file(WrittenInclusion(index, size, body, proof)))
    steps = [
        WrittenConsistency(old, new, consistency_proof(known, old_size=old, new_size=new))
        for old, new in pairs
    ]
    (folder / "consistency.json").write_bytes(consistency_file(steps))


def _leaves(size: int) -> Iterator[bytes]:
    leaves = Leaf.objects.filter(index__lt=size).order_by("index").values_list("leaf", flat=True)
    return (bytes(leaf) for leaf in leaves.iterator(chunk_size=CHUNK))
