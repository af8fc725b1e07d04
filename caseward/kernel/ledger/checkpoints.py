"""Checkpoints: what the ledger was at one moment, signed, in a text that can be kept anywhere.

The text is a signed note with one extension line, as transparency logs write it (C2SP signed-note and
tlog-checkpoint):

    caseward.northshire.example/ledger
    1234
    <root, base64>
    time 2026-11-21T23:05:00.000000Z

    — caseward.northshire.example/ledger <4 bytes of key id and 64 of Ed25519 signature, base64>
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import exceptions
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from caseward.kernel import reading, wording
from caseward.kernel.ledger import tree


MOST_BYTES = 4096
_ORIGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_NOTE = re.compile(
    r"(?P<origin>[!-~]+)\n"
    r"(?P<size>0|[1-9][0-9]{0,17})\n"
    r"(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"time (?P<at>[0-9TZ:.-]{27})\n"
    r"\n"
    r"— [!-~]+ (?P<signature>[A-Za-z0-9+/]{91}=)\n"
)
_ED25519 = b"\x01"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries there were, and the root over them, at one moment (aware, UTC)."""

    origin: str
    size: int
    root: bytes
    at: datetime

    def __post_init__(self) -> None:
        if not _ORIGIN.fullmatch(self.origin):
            raise ValueError("The origin of a checkpoint is a name like caseward.northshire.example/ledger.")
        if not 0 <= self.size < 10**18:
            raise ValueError("A checkpoint counts from 0 entries to fewer than 10^18.")
        if len(self.root) != tree.HASH_BYTES:
            raise ValueError("The root of a checkpoint is 32 bytes.")
        if self.at.utcoffset() is None:
            raise ValueError("The time of a checkpoint needs its time zone.")

    @property
    def body(self) -> str:
        """The lines that are signed, the last one ended too."""
        at = self.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\ntime {at}Z\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the id of the key that signed it (4 bytes) and the Ed25519 signature (64 bytes)."""

    checkpoint: Checkpoint
    key_id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The whole signed note, as it is written to a file."""
        sealed = base64.b64encode(self.key_id + self.signature).decode()
        return f"{self.checkpoint.body}\n— {self.checkpoint.origin} {sealed}\n"


def key_id(public_key: ed25519.Ed25519PublicKey, *, origin: str) -> bytes:
    """Name a key in 4 bytes: SHA-256 of origin, newline, 0x01 and the raw key, cut (C2SP signed-note)."""
    raw = public_key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(origin.encode() + b"\n" + _ED25519 + raw).digest()[:4]


def sign_checkpoint(checkpoint: Checkpoint, *, private_key: ed25519.Ed25519PrivateKey) -> SignedCheckpoint:
    """Sign the lines of a checkpoint with Ed25519 (RFC 8032)."""
    return SignedCheckpoint(
        checkpoint=checkpoint,
        key_id=key_id(private_key.public_key(), origin=checkpoint.origin),
        signature=private_key.sign(checkpoint.body.encode()),
    )


def verify_checkpoint(signed: SignedCheckpoint, *, public_key: ed25519.Ed25519PublicKey) -> bool:
    """Check that this key signed exactly these lines; never raises."""
    if signed.key_id != key_id(public_key, origin=signed.checkpoint.origin):
        return False
    try:
        public_key.verify(signed.signature, signed.checkpoint.body.encode())
    except exceptions.InvalidSignature:
        return False
    return True


def read_checkpoint(note: bytes) -> SignedCheckpoint | reading.Unreadable:
    """Read a signed note back, refusing every other spelling of the same checkpoint; never raises."""
    parts = _NOTE.fullmatch(note[: MOST_BYTES + 1].decode("utf-8", errors="replace"))
    signed = _assemble(parts) if parts else None
    if signed is None or signed.text.encode() != note:
        return reading.Unreadable(wording.gettext_noop("This is not a checkpoint, or it was changed."))
    return signed


def _assemble(parts: re.Match[str]) -> SignedCheckpoint | None:
    try:
        sealed = base64.b64decode(parts["signature"], validate=True)
        at = datetime.strptime(parts["at"], _TIME).replace(tzinfo=UTC)
        root = base64.b64decode(parts["root"], validate=True)
        checkpoint = Checkpoint(origin=parts["origin"], size=int(parts["size"]), root=root, at=at)
    except (ValueError, binascii.Error):
        return None
    return SignedCheckpoint(checkpoint=checkpoint, key_id=sealed[:4], signature=sealed[4:])


def read_public_key(pem: bytes) -> ed25519.Ed25519PublicKey | reading.Unreadable:
    """Read an Ed25519 public key in PEM; any other text or kind of key is unreadable, and nothing raises."""
    try:
        key = serialization.load_pem_public_key(pem[:MOST_BYTES])
    except (ValueError, exceptions.UnsupportedAlgorithm):
        return reading.Unreadable(wording.gettext_noop("This is not a public key in PEM form."))
    if not isinstance(key, ed25519.Ed25519PublicKey):
        return reading.Unreadable(wording.gettext_noop("This public key is of another kind than Ed25519."))
    return key
