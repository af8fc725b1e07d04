"""The files of an export, written and read: entries line by line, and proofs.

    entries.jsonl      {"index":0,"body":"<base64>","leaf":"<base64>"} in order; leaf as recorded, may be left out
    inclusion.json     {"index":5,"size":8,"body":"<base64>","proof":["<base64>", ...]}
    consistency.json   [{"old_size":5,"new_size":8,"proof":["<base64>", ...]}, ...]
    checkpoints/*.txt  signed notes (see checkpoints)
    key.pem            the public key

Everything read here may have been written by an enemy: nothing raises, nothing grows beyond its limit.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseward.kernel.ledger import entries, tree


# An entry holds ids and codes; one of a megabyte is not ours. A proof in a tree of 2^60 leaves has 120 hashes.
LONGEST_LINE = 1 << 20
LARGEST_PROOF_FILE = 1 << 20
# A ledger sealed each minute gains a step of consistency as often; those of three weeks fit.
LARGEST_CONSISTENCY_FILE = 1 << 25
MOST_STEPS = 30_000
_LONGEST_PROOF = 128
# An entry as `entry_line` writes it is read at a quarter of what JSON costs; every other spelling is read as JSON.
_OUR_LINE = re.compile(
    rb'\{"body":"([A-Za-z0-9+/]*={0,2})","index":(0|[1-9][0-9]{0,17}),"leaf":"([A-Za-z0-9+/]{43}=)"\}'
)


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One line of entries.jsonl: the canonical bytes, and the leaf hash as the ledger recorded it."""

    index: int
    body: bytes
    leaf: bytes | None = None


@dataclass(frozen=True, slots=True)
class WrittenInclusion:
    """inclusion.json: the proof that one entry stands at its place in the tree of that size."""

    index: int
    size: int
    body: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class WrittenConsistency:
    """One proof of consistency.json: that the tree of the old size is the beginning of the new one."""

    old_size: int
    new_size: int
    proof: tuple[bytes, ...]


def entry_line(index: int, *, body: bytes, leaf: bytes | None = None) -> bytes:
    """Write one line of entries.jsonl, its newline included."""
    if leaf is None:
        return entries.entry_bytes({"index": index, "body": _text(body)}) + b"\n"
    written = (base64.b64encode(body), index, base64.b64encode(leaf))
    return b'{"body":"%b","index":%d,"leaf":"%b"}\n' % written


def inclusion_file(written: WrittenInclusion) -> bytes:
    """Write inclusion.json."""
    proof = [_text(step) for step in written.proof]
    facts = {"index": written.index, "size": written.size, "body": _text(written.body), "proof": proof}
    return entries.entry_bytes(facts) + b"\n"


def consistency_file(written: Sequence[WrittenConsistency]) -> bytes:
    """Write consistency.json."""
    proofs = (
        {"old_size": one.old_size, "new_size": one.new_size, "proof": [_text(step) for step in one.proof]}
        for one in written
    )
    return b"[" + b",".join(entries.entry_bytes(proof) for proof in proofs) + b"]\n"


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream into lines without their newline; one that is too long is given cut off, and nothing after it."""
    pending = bytearray()
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        pending += first
        if others:
            yield bytes(pending)
            pending = bytearray(others.pop())
            yield from others
        if len(pending) > LONGEST_LINE:
            break
    if pending:
        yield bytes(pending)


def read_entry(line: bytes) -> WrittenEntry | None:
    """Read one line of entries.jsonl, or None when it is no entry."""
    ours = _OUR_LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    return _read_ours(ours) if ours else _read_any(line)


def _read_ours(parts: re.Match[bytes]) -> WrittenEntry | None:
    try:
        body = binascii.a2b_base64(parts[1], strict_mode=True)
        leaf = binascii.a2b_base64(parts[3], strict_mode=True)
    except binascii.Error:
        return None
    return WrittenEntry(index=int(parts[2]), body=body, leaf=leaf)


def _read_any(line: bytes) -> WrittenEntry | None:
    facts = _parse(line) if len(line) <= LONGEST_LINE else None
    if not isinstance(facts, Mapping) or not {"index", "body"} <= facts.keys() <= {"index", "body", "leaf"}:
        return None
    index, body, leaf = _number(facts["index"]), _bytes(facts["body"]), _bytes(facts.get("leaf", ""))
    if index is None or body is None or leaf is None or ("leaf" in facts and len(leaf) != tree.HASH_BYTES):
        return None
    return WrittenEntry(index=index, body=body, leaf=leaf or None)


def read_inclusion(file: bytes) -> WrittenInclusion | None:
    """Read inclusion.json, or None when it is no proof."""
    facts = _parse(file) if len(file) <= LARGEST_PROOF_FILE else None
    if not isinstance(facts, Mapping) or facts.keys() != {"index", "size", "body", "proof"}:
        return None
    index, size = _number(facts["index"]), _number(facts["size"])
    body, proof = _bytes(facts["body"]), _proof(facts["proof"])
    if index is None or size is None or body is None or proof is None:
        return None
    return WrittenInclusion(index=index, size=size, body=body, proof=proof)


def read_consistency(file: bytes) -> tuple[WrittenConsistency, ...] | None:
    """Read consistency.json, or None when it is no list of proofs."""
    facts = _parse(file) if len(file) <= LARGEST_CONSISTENCY_FILE else None
    if not isinstance(facts, list):
        return None
    proofs = [_consistency(one) for one in facts]
    whole = tuple(proof for proof in proofs if proof is not None)
    return whole if len(whole) == len(proofs) else None


def _consistency(facts: object) -> WrittenConsistency | None:
    if not isinstance(facts, Mapping) or facts.keys() != {"old_size", "new_size", "proof"}:
        return None
    old, new, proof = _number(facts["old_size"]), _number(facts["new_size"]), _proof(facts["proof"])
    if old is None or new is None or proof is None:
        return None
    return WrittenConsistency(old_size=old, new_size=new, proof=proof)


def _parse(text: bytes) -> object:
    """Read JSON; None for what is none, nests too deep, or says one key twice (two readers could differ)."""
    try:
        return json.loads(text.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    facts = dict(pairs)
    if len(facts) != len(pairs):
        raise ValueError("A key stands there twice.")
    return facts


def _number(value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int) and 0 <= value < 10**18 else None


def _bytes(value: object) -> bytes | None:
    try:
        return base64.b64decode(value, validate=True) if isinstance(value, str) else None
    except (ValueError, binascii.Error):
        return None


def _proof(value: object) -> tuple[bytes, ...] | None:
    if not isinstance(value, list) or len(value) > _LONGEST_PROOF:
        return None
    steps = [_bytes(step) for step in value]
    whole = tuple(step for step in steps if step is not None and len(step) == tree.HASH_BYTES)
    return whole if len(whole) == len(steps) else None


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
