"""The Ed25519 key that signs checkpoints: made once, readable by the service alone, never in the database."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def signing_key() -> Ed25519PrivateKey:
    """The key in the file that the settings name; the start stops when there is none."""
    place: Path = settings.LEDGER_KEY_FILE
    if not place.is_file():
        raise ImproperlyConfigured(f"{place} holds no signing key: make one with manage.py make_ledger_key.")
    key = serialization.load_pem_private_key(place.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{place} holds another kind of key than Ed25519.")
    return key


def make_key(place: Path) -> bool:
    """Write a new key where there is none, for its owner's eyes only; False when one is there already."""
    if place.exists():
        return False
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    return True


def public_pem() -> bytes:
    """The public half, which a verifier needs."""
    return (
        signing_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
