"""Django's sessions, found by the digest of the cookie: whoever reads the table holds nobody's session."""

import hashlib
from typing import cast

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection

from caseward.foundation import clock
from caseward.foundation.database import reading


# Written out, because building a question takes longer than answering this one.
LIVE = """
    select session_key, session_data, expire_date from django_session where session_key = %s and expire_date > %s
"""
WRITE = "update django_session set session_data = %s, expire_date = %s where session_key = %s"


class SessionStore(db.SessionStore):
    """The database's sessions; the key that the cookie carries is stored nowhere."""

    # What was found with the question of who arrives: the session, or that there is none.
    arrived: tuple[Session | None] | None = None

    def _get_session_from_db(self) -> Session | None:
        given = self._session_key
        if given is None:
            return None
        [found], self.arrived = self.arrived or (_asked(given),), None
        self._session_key = given if found else None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(digest(session_key))

    def create_model_instance(self, data: dict[str, object]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.session_key = digest(session.session_key)
        return session

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  Django's own signature
        """A database that is away is no session that has ended: the page must not blame its reader."""
        reading.pause()
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data = self.encode(self._get_session())  # type: ignore[attr-defined]  # the stubs leave it out
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [data, self.get_expiry_date(), digest(self.session_key)])
            if cursor.rowcount != 1:
                raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            reading.pause()
            super().delete(digest(key))


def _asked(key: str) -> Session | None:
    with connection.cursor() as cursor:
        cursor.execute(LIVE, [digest(key), clock.now()])
        row = cursor.fetchone()
    return Session(*row) if row else None


def digest(key: str) -> str:
    """Forty hexadecimal digits, which is what the column holds: 160 bits."""
    return hashlib.sha256(b"session cookie\0" + key.encode()).hexdigest()[:40]
