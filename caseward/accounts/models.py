"""The account of a person (or of a service) that acts in Caseward."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from caseward.accounts.vocabulary import Kind


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
    disabled_at = models.DateTimeField(null=True)
    disabled_because = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with disabled_at

    last_login = None  # sign-ins are in the ledger, and no row changes outside a command

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        """A disabled account says why."""

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
        kept = {"id", "kind", "is_demo", "disabled_at", "disabled_because"}

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django asks for a column; the pair says more
        """Whether the account may be used now."""
        return self.disabled_at is None
