"""Tries of a password for a name: counted in the database before the password is looked at."""

import hashlib
import hmac
from dataclasses import dataclass

from django.db import connection

from caseward.foundation.access import sessions


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that was let through (`id`), or the seconds to wait before the next."""

    id: int | None
    wait: int


def begin(username: str) -> Attempt:
    """Write the try down; five wrong ones within a minute close the name for 42 seconds."""
    typed = username.strip().lower()
    digest = hmac.new(sessions.minting_key(), b"name " + typed.encode(), hashlib.sha256).digest()
    with connection.cursor() as cursor:
        cursor.execute("select attempt, wait from sec.try_name(%s, %s)", [digest, typed])
        return Attempt(*cursor.fetchone())


def forgive(attempt: Attempt) -> None:
    """The password was right: the try does not count."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.forgive_attempt(%s)", [attempt.id])
