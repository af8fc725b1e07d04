"""Verifying an export: signatures, every entry, proofs; pure, so that an outsider can run it without Caseward.

It needs a public key and iterables of bytes; whoever reads files passes them in (see command_line).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ed25519

from caseward.kernel.ledger import findings, papers, proofs, tree
from caseward.kernel.ledger.vouching import Note, Vouched, Voucher
from caseward.kernel.ledger.walking import Walk
from caseward.kernel.wording import gettext_noop as _


Roots = dict[int, Vouched]


@dataclass(frozen=True, slots=True)
class Export:
    """The parts of an export: chunks of entries.jsonl, checkpoints from inside and outside, and the proofs' bytes."""

    checkpoints: Iterable[Note]
    entries: Iterable[bytes] | None = None
    inclusion: bytes | None = None
    consistency: bytes | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but checkpoints."""
        return self.entries is None and self.inclusion is None and self.consistency is None


def verify_export(export: Export, *, key: ed25519.Ed25519PublicKey) -> Iterator[findings.Finding]:
    """Give findings as they come; the export is good when none is BROKEN. Never raises by what it reads.

    Whatever an iterable of the caller raises goes through. Memory: one line, one frontier, one root a checkpoint.
    """
    voucher = Voucher(key)
    yield from voucher.hear(export.checkpoints)
    inclusion = papers.read_inclusion(export.inclusion) if export.inclusion is not None else None
    walk = Walk(voucher.roots, watched=inclusion.index if inclusion else None)
    if export.entries is not None:
        yield from walk.through(export.entries)
    if export.inclusion is not None:
        yield _included(inclusion, voucher.roots, walk)
    yield from _consistent(export, voucher.roots)


def _included(written: papers.WrittenInclusion | None, roots: Roots, walk: Walk) -> findings.Finding:
    if written is None:
        return findings.broken(_("inclusion.json cannot be read as a proof."))
    known = roots.get(written.size)
    if known is None:
        said = _("inclusion.json speaks of {size} entries, and no good checkpoint was signed over so many.")
        return findings.broken(said, size=written.size)
    leaf = tree.leaf_hash(written.body)
    is_in = proofs.verify_inclusion(
        leaf, index=written.index, size=written.size, proof=written.proof, root=known.root
    )
    if not is_in or walk.leaf not in (None, leaf):
        said = _("inclusion.json does not prove that its entry is entry {index} of {size}.")
        return findings.broken(said, index=written.index, size=written.size)
    said = _("The entry in inclusion.json is entry {index} of the {size} over which {name} was signed.")
    return findings.holds(said, index=written.index, size=written.size, name=known.name)


def _consistent(export: Export, roots: Roots) -> Iterator[findings.Finding]:
    """Check every proof; without the entries, all checkpoints must hang together by proofs."""
    written = papers.read_consistency(export.consistency) if export.consistency is not None else ()
    if written is None:
        yield findings.broken(_("consistency.json cannot be read as a list of proofs."))
        return
    for proof in written:
        yield _one_consistent(proof, roots)
    if export.entries is None:
        good = [proof for proof in written if _is_consistent(proof, roots)]
        yield from _apart(good, roots)


def _one_consistent(written: papers.WrittenConsistency, roots: Roots) -> findings.Finding:
    sizes = {"old": written.old_size, "new": written.new_size}
    if _is_consistent(written, roots):
        return findings.holds(
            _("The ledger of {new} entries begins with the ledger of {old} entries."), **sizes
        )
    if written.old_size not in roots or written.new_size not in roots:
        said = _(
            "consistency.json speaks of {old} and {new} entries, and there are no good checkpoints over both."
        )
        return findings.broken(said, **sizes)
    return findings.broken(
        _("The ledger of {new} entries is not shown to begin with that of {old} entries."), **sizes
    )


def _is_consistent(written: papers.WrittenConsistency, roots: Roots) -> bool:
    old, new = roots.get(written.old_size), roots.get(written.new_size)
    if old is None or new is None:
        return False
    return proofs.verify_consistency(
        written.proof,
        old_size=written.old_size,
        old_root=old.root,
        new_size=written.new_size,
        new_root=new.root,
    )


def _apart(good: Iterable[papers.WrittenConsistency], roots: Roots) -> Iterator[findings.Finding]:
    """Complain of the first checkpoint that no chain of good proofs joins to the last one."""
    joined = {max(roots)} if roots else set()
    for proof in sorted(good, key=lambda one: one.new_size, reverse=True):
        if proof.new_size in joined:
            joined.add(proof.old_size)
    for size in sorted(roots.keys() - joined)[:1]:
        said = _(
            "Nothing shows that {name}, over {size} entries, is of the same history as the last checkpoint."
        )
        yield findings.broken(said, name=roots[size].name, size=size)
