"""The ledger's tree: entries, proofs and signed checkpoints; an outsider can run it alone (RFC 6962)."""

from caseward.kernel.ledger.checkpoints import (
    Checkpoint,
    SignedCheckpoint,
    key_id,
    read_checkpoint,
    read_public_key,
    sign_checkpoint,
    verify_checkpoint,
)
from caseward.kernel.ledger.entries import entry_bytes
from caseward.kernel.ledger.export import Export, verify_export
from caseward.kernel.ledger.findings import Finding, Verdict
from caseward.kernel.ledger.papers import (
    WrittenConsistency,
    WrittenInclusion,
    consistency_file,
    entry_line,
    inclusion_file,
)
from caseward.kernel.ledger.proofs import (
    consistency_places,
    consistency_proof,
    inclusion_places,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from caseward.kernel.ledger.tree import EMPTY_ROOT, Frontier, Place, leaf_hash, node_hash, nodes, root
from caseward.kernel.ledger.vouching import Note


__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "Export",
    "Finding",
    "Frontier",
    "Note",
    "Place",
    "SignedCheckpoint",
    "Verdict",
    "WrittenConsistency",
    "WrittenInclusion",
    "consistency_file",
    "consistency_places",
    "consistency_proof",
    "entry_bytes",
    "entry_line",
    "inclusion_file",
    "inclusion_places",
    "inclusion_proof",
    "key_id",
    "leaf_hash",
    "node_hash",
    "nodes",
    "read_checkpoint",
    "read_public_key",
    "root",
    "sign_checkpoint",
    "verify_checkpoint",
    "verify_consistency",
    "verify_export",
    "verify_inclusion",
]
