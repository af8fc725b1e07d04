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
from caseward.kernel.ledger.proofs import (
    consistency_places,
    consistency_proof,
    inclusion_places,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from caseward.kernel.ledger.tree import EMPTY_ROOT, Frontier, Place, leaf_hash, node_hash, nodes, root


__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "Frontier",
    "Place",
    "SignedCheckpoint",
    "consistency_places",
    "consistency_proof",
    "entry_bytes",
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
    "verify_inclusion",
]
