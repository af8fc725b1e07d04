"""What happened at the door and to accounts."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody proved who they are; `factor` is the second proof ("totp", "webauthn", "recovery_codes", "none")."""

    type = "account.signed-in"
    operation = Operation.AUTHENTICATION
    user_id: UUID
    factor: str


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    """A password or code was refused; nobody is named when there is no such account."""

    type = "account.sign-in-failed"
    operation = Operation.AUTHENTICATION
    user_id: UUID | None
    stage: str


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """One session ended: signed out, idle too long, twelve hours old."""

    type = "account.session-ended"
    operation = Operation.AUTHENTICATION
    user_id: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Every session of a person ended."""

    type = "account.sessions-ended"
    operation = Operation.AUTHENTICATION
    user_id: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class Reauthenticated(Event):
    """Somebody signed in proved again who they are, before something sensitive."""

    type = "account.reauthenticated"
    operation = Operation.AUTHENTICATION
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Event):
    """A second factor was added."""

    type = "account.factor-added"
    operation = Operation.AUTHENTICATION
    user_id: UUID
    factor: str


@dataclass(frozen=True, kw_only=True)
class FactorRemoved(Event):
    """A second factor was removed, by its owner or by an administrator ("all")."""

    type = "account.factor-removed"
    operation = Operation.AUTHENTICATION
    user_id: UUID
    factor: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody chose a new password."""

    type = "account.password-changed"
    operation = Operation.AUTHENTICATION
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """An administrator opened an account."""

    type = "account.opened"
    operation = Operation.CONFIGURATION
    makes = {"user_id": ("accounts_user",)}
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountInvited(Event):
    """An administrator gave out a new one-time password."""

    type = "account.invited"
    operation = Operation.CONFIGURATION
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(Event):
    """An administrator shut an account."""

    type = "account.disabled"
    operation = Operation.CONFIGURATION
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountEnabled(Event):
    """An administrator opened a shut account again."""

    type = "account.enabled"
    operation = Operation.CONFIGURATION
    user_id: UUID
