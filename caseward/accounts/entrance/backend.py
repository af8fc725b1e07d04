"""Whether a name and a password belong together; wrong, unknown, shut and lapsed are one answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from caseward.accounts.models import User
from caseward.foundation import clock
from caseward.foundation.database.kept import kept


# Argon2 takes 100 MiB a password: more at once would let strangers take the machine's memory.
AT_ONCE = 2
_hashing = threading.BoundedSemaphore(AT_ONCE)


# Whom the question of who arrives has found.
_met: ContextVar[User | None] = ContextVar("met", default=None)


@contextmanager
def met(account: User | None) -> Iterator[None]:
    """Whoever is asked for in the block is this one, if it is his account."""
    before = _met.set(account)
    try:
        yield
    finally:
        _met.reset(before)


@kept
def _account(user_id: UUID) -> QuerySet[User]:
    return User.objects.filter(pk=user_id)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's, which spends the same time on names that do not exist."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ANN401
        with _hashing:
            found: User | None = super().authenticate(request, **credentials)
            return found

    def get_user(self, user_id: UUID) -> User | None:
        """Whose session it is; every request asks, and most know already."""
        found = _met.get()
        if found is None or found.pk != user_id:
            found = next(iter(_account(user_id)), None)
        return found if found and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: User) -> bool:
        """Every request asks it, too: a person who is shut out is nobody from then on."""
        return user.may_sign_in(now=clock.now())

    def _check_password(self, user: User | None, password: str) -> User | None:
        """Without allauth's stash, which lets an account that is shut answer otherwise than one that is not there."""
        if user is None:
            return None
        self._did_check_password = True
        right = user.check_password(password)
        return user if right and self.user_can_authenticate(user) else None
