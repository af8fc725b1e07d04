"""Writing what a stand-alone verifier needs: entries in sealed order, checkpoints, the public key, two proofs."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction

from caseward.foundation.ledger import keys
from caseward.foundation.ledger.columns import COLUMNS, Shown, as_told
from caseward.foundation.ledger.models import Checkpoint, Entry, Leaf
from caseward.kernel.ledger import (
    Place,
    consistency_places,
    consistency_proof,
    inclusion_places,
    inclusion_proof,
    nodes,
)
from caseward.kernel.ledger.papers import (
    MOST_STEPS,
    WrittenConsistency,
    WrittenInclusion,
    consistency_file,
    entry_line,
    inclusion_file,
)


CHUNK = 5_000
LINES = (
    f"select l.index, l.leaf, e.body, {COLUMNS} "  # noqa: S608  names of columns, from code
    "from ledger_leaf l left join ledger_entry e on e.sequence = l.entry_sequence where l.index < %s order by l.index"
)


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
    index = sizes[-1] - 1 if prove is None else prove
    steps = _steps(sizes)
    with (folder / "entries.jsonl").open("wb") as file:
        known = nodes(_written(file, sizes[-1]), only=_needed(steps, index=index, size=sizes[-1]))
    _write_proofs(folder, known, steps, index=index, size=sizes[-1])
    return sizes[-1]


def _write_checkpoints(folder: Path) -> None:
    for checkpoint in Checkpoint.objects.order_by("size").iterator():
        (folder / f"{checkpoint.size:018d}.txt").write_text(checkpoint.text, "utf-8")


def _written(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Write each entry at its place in the tree, and give its leaf; what is missing is left out, and found missing."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(LINES, [size])
        while rows := cursor.fetchmany(CHUNK):
            for index, leaf, body, *columns in rows:
                if body is not None:
                    file.write(entry_line(index, body=as_told(body, Shown(*columns), leaf=leaf), leaf=leaf))
                yield leaf


def _steps(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """From each checkpoint to the next one; where there are very many, from every second one, or third."""
    apart = -(-len(sizes) // MOST_STEPS)
    return list(itertools.pairwise([*sizes[:-1:apart], sizes[-1]]))


def _needed(steps: Sequence[tuple[int, int]], *, index: int, size: int) -> set[Place]:
    """The subtrees of which the proofs are made."""
    groups = [
        inclusion_places(index, size=size),
        *(consistency_places(old, new_size=new) for old, new in steps),
    ]
    return {place for group in groups for places in group for place in places}


def _write_proofs(
    folder: Path, known: Mapping[Place, bytes], steps: Sequence[tuple[int, int]], *, index: int, size: int
) -> None:
    """That one entry is in the newest tree, and that each tree goes on from the one before."""
    leaf = Leaf.objects.get(index=index)
    body = bytes(Entry.objects.values_list("body", flat=True).get(sequence=leaf.entry_sequence))
    proof = inclusion_proof(known, index=index, size=size)
    (folder / "inclusion.json").write_bytes(inclusion_file(WrittenInclusion(index, size, body, proof)))
    proofs = [
        WrittenConsistency(old, new, consistency_proof(known, old_size=old, new_size=new))
        for old, new in steps
    ]
    (folder / "consistency.json").write_bytes(consistency_file(proofs))
