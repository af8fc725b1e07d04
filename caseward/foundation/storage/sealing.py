"""AES-256-GCM for short things: wrapped keys, names, secret fields; each bound to the place it belongs to."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseward.foundation.storage import errors


KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD = NONCE_BYTES + TAG_BYTES


def fresh_key() -> bytes:
    """32 secret bytes from the operating system."""
    return secrets.token_bytes(KEY_BYTES)


def binding(*place: str) -> bytes:
    """The place as associated data; each part carries its length, so that ("ab", "c") is not ("a", "bc")."""
    parts = [part.encode() for part in ("caseward-1", *place)]
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def seal(key: bytes, plain: bytes, *, place: tuple[str, ...]) -> bytes:
    """Encrypt under a random nonce; the result is 28 bytes longer: nonce and tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, binding(*place))


def unseal(key: bytes, sealed: bytes, *, place: tuple[str, ...]) -> bytes:
    """Decrypt what was sealed for the same place under the same key; anything else is Unreadable."""
    if len(sealed) < OVERHEAD:
        raise errors.Unreadable("What is stored here was cut short.")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], binding(*place))
    except InvalidTag:
        raise errors.Unreadable("What is stored here was changed, or belongs to another record.") from None
