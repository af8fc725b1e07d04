"""Kinds of account, what stands between a password and the first page, and who acts when nobody is signed in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import TextChoices

from caseward.kernel.access import Actor, Membership
from caseward.kernel.wording import gettext_noop, listed


class Kind(TextChoices):
    """Whether a person signs in with the account or the platform itself acts under it."""

    PERSON = "PERSON", "Person"
    SERVICE = "SERVICE", "Service"


class First(StrEnum):
    """What a person does before anything else, in this order."""

    PASSWORD = "password"  # noqa: S105  a one-time password is replaced by one's own
    SECOND_FACTOR = "second-factor"


class Ended(StrEnum):
    """Why a session ended, as the database says it."""

    SIGNED_OUT = "signed-out"
    IDLE = "idle"
    ABSOLUTE = "absolute"
    CLOCK = "clock"
    REPLACED = "replaced"
    EVERYWHERE = "everywhere"
    DISABLED = "disabled"
    INVITED = "invited"
    FACTORS = "factors-removed"
    PASSWORD = "password-changed"  # noqa: S105  a reason, not a secret
    ACCESS = "access-ended"


INVITATION_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(hours=12)

ADMINISTER = "account.administer"

# Acts where nobody is signed in yet: the first administrator, demo data, the world of the tests. As the runtime
# role it can grant nothing, because it has no session.
SETUP_ID = UUID("00000000-0000-4000-8000-000000000001")
SETUP = Actor(
    id=SETUP_ID,
    name="Set-up",
    memberships=(
        Membership(
            compartment_id=SETUP_ID,
            basis="Sets up the platform",
            capabilities=frozenset({ADMINISTER, "posting.administer", "organisation.configure"}),
            starts_at=datetime(2020, 1, 1, tzinfo=UTC),
            ends_at=datetime(2120, 1, 1, tzinfo=UTC),
        ),
    ),
)

# Tables of libraries that the runtime role may use, each with the reason why it needs no compartment.
EXEMPT_TABLES = {
    "accounts_cache": "counts of attempts under digests; nothing of anybody's record",
    "django_session": "found by the digest of a cookie that only its owner has",
    "django_content_type": "names of models",
    "account_emailaddress": "unused: nobody signs in by e-mail",
    "account_emailconfirmation": "unused: nobody signs in by e-mail",
    "mfa_authenticator": "secrets of second factors, encrypted; read before anybody is signed in",
    "auth_permission": "unused: what people may do comes from postings",
    "auth_group": "unused: what people may do comes from postings",
    "auth_group_permissions": "unused: what people may do comes from postings",
}


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody would leave behind who left now; that it is so, and never how much."""

    owns: bool
    owes: bool
    offered: bool

    @property
    def said(self) -> str:
        """In words; empty for nothing."""
        words = (
            (gettext_noop("owns open cases"), self.owns),
            (gettext_noop("owes what falls due"), self.owes),
            (gettext_noop("has the offer of a case to answer"), self.offered),
        )
        return listed(text for text, holds in words if holds)


LEFT_REMEDY = gettext_noop(
    "A supervisor of the unit hands it over first, from the team board. Where access has to end at once, withdraw "
    "the vetting: the work then stands on the exceptions board."
)
