"""The words of a case: who owns it, what stands open, how a loose end ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel.identity import Address, Person
from caseward.organisations.vocabulary import OrganisationGiven


CaseId = NewType("CaseId", UUID)

PATHWAY = "prevent"
# What a gateway decision lets a referral become: a case of its own, or part of the open one.
ADOPT, JOIN = "adopt", "join"

# Who opens a case that no referral began, and who is named beside the owner of a sealed one.
OPEN, SECOND = "case.open", "case.approve"

# Before a case closes, everything of its last 90 days is looked at (failings F23).
LOOK_BACK_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerCase:
    """An open case as a former system kept it: the person, the concern, who owns it now, and where it stands."""

    person: Person
    living_at: Address | None = None
    concern: str
    received_at: datetime
    opened_at: datetime
    stage: str
    owner_id: UUID
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom or what a new case is about: a record that the unit has, a person who has none yet, or an organisation."""

    nominal_id: UUID | None = None
    person: Person | None = None
    organisation: OrganisationGiven | None = None


class OfferAnswer(TextChoices):
    """What became of an offer."""

    ACCEPTED = "ACCEPTED", _("accepted")
    REFUSED = "REFUSED", _("refused")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")


class Settled(TextChoices):
    """How a loose end ended: never by being forgotten."""

    RESOLVED = "RESOLVED", _("Answered, done or removed")
    ACCEPTED = "ACCEPTED", _("Accepted as it is, with a reason")
    HANDED_OVER = "HANDED_OVER", _("Handed over by name")


class Axis(TextChoices):
    """Where a risk lies; ideology is one axis of four and decides nothing alone (failings F04)."""

    IDEOLOGY = "IDEOLOGY", _("Ideology")
    VIOLENCE = "VIOLENCE", _("Violence")
    VULNERABILITY = "VULNERABILITY", _("Vulnerability")
    CAPABILITY = "CAPABILITY", _("Capability")


class Level(TextChoices):
    """How grave a risk is judged; not known is an answer and never nought."""

    LOW = "LOW", _("Low")
    MEDIUM = "MEDIUM", _("Medium")
    HIGH = "HIGH", _("High")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")


class Presence(TextChoices):
    """How far a factor of vulnerability is present; one that is absent is not written down."""

    PARTLY = "PARTLY", _("Partly present")
    STRONGLY = "STRONGLY", _("Strongly present")


class ClosureAnswer(TextChoices):
    """What the second person said to a proposed closing."""

    APPROVED = "APPROVED", _("approved")
    DECLINED = "DECLINED", _("declined")


class SearchFor(TextChoices):
    """What somebody searches for, as he is asked once in an hour."""

    CASE = "case", _("A case of mine")
    TASK = "task", _("A task of mine")
    REASON = "reason", _("Another reason")
