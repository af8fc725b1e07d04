"""The account of a person (or of a service) that acts in Caseward."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from caseward.accounts.vocabulary import Kind
from caseward.foundation.paging import Key, Order


BY_NAME = Order((Key("name", str, told=False), Key("id")))


class Accounts(BaseUserManager["User"]):
    """Finds accounts by the name typed at sign-in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who may sign in; what they may do comes from postings, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.TextField(unique=True)
    name = models.TextField()
    email = models.EmailField(blank=True, default="")
    kind = models.TextField(choices=Kind.choices, default=Kind.PERSON)
    is_demo = models.BooleanField(default=False)
    invited_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    disabled_at = models.DateTimeField(null=True)
    disabled_because = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with disabled_at

    last_login = None  # sign-ins are in the ledger, and no row changes outside a command

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        """A disabled account says why."""

        indexes = [models.Index(*BY_NAME.columns(), name="accounts_user_by_name")]
        constraints = [
            models.CheckConstraint(
                name="accounts_user_disabled_at_and_because_together",
                condition=models.Q(disabled_at__isnull=True, disabled_because__isnull=True)
                | models.Q(disabled_at__isnull=False, disabled_because__isnull=False),
            ),
            models.CheckConstraint(
                name="accounts_user_username_is_lower_case",
                condition=models.Q(username=Lower("username")),
            ),
        ]

    class Lifecycle:
        """Staff data, kept while the ledger needs the name behind an id."""

        exempt = "names members of staff, never the subject of a record"
        personal = {"username": "erase", "name": "erase", "email": "erase", "password": "erase"}
        kept = {"id", "kind", "is_demo", "invited_until", "version", "disabled_at", "disabled_because"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django asks for a column; the pair says more
        """Whether the account may be used now."""
        return self.disabled_at is None

    def check_password(self, raw_password: str | None) -> bool:
        """Whether the password is right; unlike Django's, it never saves, because no row changes at the door."""
        return hashers.check_password(raw_password, self.password)

    def may_sign_in(self, *, now: datetime) -> bool:
        """Whether a right password opens the door: a person, not shut out, and not with a lapsed invitation."""
        invited = self.invited_until is None or now < self.invited_until
        return self.kind == Kind.PERSON and self.is_active and invited


class FailedSignIn(models.Model):
    """A password that was tried for a name and not yet found right."""

    id = models.BigAutoField(primary_key=True)
    name_digest = models.BinaryField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Counted by name at the door and by account for the administrator."""

        indexes = [
            models.Index(name="accounts_failedsignin_by_name", fields=["name_digest", "-at"]),
            models.Index(name="accounts_failedsignin_by_user", fields=["user", "-at"]),
            models.Index(name="accounts_failedsignin_by_time", fields=["at"]),
        ]

    class Lifecycle:
        """Gone after a day."""

        exempt = "a keyed digest of what was typed, and the account if there is one; reveals no subject"
        kept = {"id", "name_digest", "user", "at"}

    def __str__(self) -> str:
        return str(self.at)
