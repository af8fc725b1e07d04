"""Sessions as the database knows them: opened and ended by proof, found by a token that is stored nowhere."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from caseward.foundation.access import identity


BLOCK = 64  # bytes of SHA-256's input block (RFC 2104)


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer pad of HMAC-SHA-256, which the database keeps instead of the key."""
    block = key.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def minting_key() -> bytes:
    """The 32-byte key that proves to the database that a session was opened here."""
    return hashlib.sha256(b"session minting key\0" + settings.SECRET_KEY.encode()).digest()


def token_for(session_key: str) -> str:
    """The token of a browser session: derived from its cookie, so that no table holds it."""
    return hmac.new(minting_key(), b"token " + session_key.encode(), hashlib.sha256).hexdigest()


def open_for(user_id: UUID, token: str, *, until: datetime) -> None:
    """Tell the database that the token stands for the person until the instant given (12 hours at most)."""
    digest = hashlib.sha256(token.encode()).digest()
    proof = _proof(f"{user_id} {digest.hex()}")
    _call("select sec.open_session(%s, %s, %s, %s)", [user_id, digest, until, proof])


def end(token: str, *, because: str) -> None:
    """End one session; a token that no session has ends nothing."""
    _call("select sec.end_session(%s, %s)", [token, because])


def end_all_of(user_id: UUID, *, because: str) -> None:
    """End every session of a person, everywhere, from the next request on."""
    _call("select sec.end_sessions_of(%s, %s, %s)", [user_id, because, _proof(f"end {user_id}")])


@contextmanager
def acting_as(user_id: UUID, *, now: datetime) -> Iterator[None]:
    """Read and write as a person for the length of a job, in a session of a few minutes."""
    token = secrets.token_hex(32)
    open_for(user_id, token, until=now + timedelta(minutes=15))
    try:
        with identity.assume(token):
            yield
    finally:
        if not connection.needs_rollback:
            end(token, because="job done")


def _proof(message: str) -> bytes:
    return hmac.new(minting_key(), message.encode(), hashlib.sha256).digest()


def _call(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
