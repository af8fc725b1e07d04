"""Exports to verify, made here as Caseward writes them, and ways to tamper with one."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from caseward.kernel import ledger
from caseward.kernel.ledger import Export, Note, Verdict


ORIGIN = "caseward.northshire.example/ledger"
BEGUN = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)
KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))


def pem(key: ed25519.Ed25519PrivateKey = KEY) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def bodies(count: int) -> list[bytes]:
    return [ledger.entry_bytes({"event": "case.viewed", "number": number}) for number in range(count)]


def lines(entries: Sequence[bytes], *, recorded: bool = True) -> list[bytes]:
    return [
        ledger.entry_line(index, body=body, leaf=ledger.leaf_hash(body) if recorded else None)
        for index, body in enumerate(entries)
    ]


def checkpoint(
    entries: Sequence[bytes], size: int, *, key: ed25519.Ed25519PrivateKey = KEY, origin: str = ORIGIN
) -> Note:
    """A checkpoint over the first `size` of the entries, signed one minute an entry after the beginning."""
    root = ledger.root(ledger.leaf_hash(body) for body in entries[:size])
    stated = ledger.Checkpoint(origin=origin, size=size, root=root, at=BEGUN + timedelta(minutes=size))
    return Note(f"{size:06}.txt", ledger.sign_checkpoint(stated, private_key=key).text.encode())


def inclusion(entries: Sequence[bytes], index: int, size: int) -> bytes:
    nodes = ledger.nodes(ledger.leaf_hash(body) for body in entries[:size])
    proof = ledger.inclusion_proof(nodes, index=index, size=size)
    return ledger.inclusion_file(ledger.WrittenInclusion(index, size, entries[index], proof))


def consistency(entries: Sequence[bytes], *pairs: tuple[int, int]) -> bytes:
    nodes = ledger.nodes(ledger.leaf_hash(body) for body in entries)
    return ledger.consistency_file(
        [
            ledger.WrittenConsistency(old, new, ledger.consistency_proof(nodes, old_size=old, new_size=new))
            for old, new in pairs
        ]
    )


def in_pieces(lines: Iterable[bytes], length: int = 50) -> Iterable[bytes]:
    """The lines as a file gives them: in pieces that end anywhere."""
    whole = b"".join(lines)
    return (whole[start : start + length] for start in range(0, len(whole), length))


COUNT = 21
SIGNED_AT = (0, 8, 9, 16, 20)
ENTRIES = bodies(COUNT)
LINES = lines(ENTRIES)
NOTES = [checkpoint(ENTRIES, size) for size in SIGNED_AT]


def check(
    lines: Sequence[bytes] | None = LINES,
    notes: Sequence[Note] = NOTES,
    inclusion: bytes | None = None,
    consistency: bytes | None = None,
) -> list[ledger.Finding]:
    chunks = None if lines is None else in_pieces(lines)
    export = Export(checkpoints=notes, entries=chunks, inclusion=inclusion, consistency=consistency)
    return list(ledger.verify_export(export, key=KEY.public_key()))


def broken(findings: list[ledger.Finding]) -> list[str]:
    return [finding.sentence for finding in findings if finding.verdict is Verdict.BROKEN]
