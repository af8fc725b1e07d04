"""The words of a case: who owns it, what stands open, how a loose end ends."""

from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


CaseId = NewType("CaseId", UUID)

PATHWAY = "prevent"

# Before a case closes, everything of its last 90 days is looked at (failings F23).
LOOK_BACK_DAYS = 90


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


class ClosureAnswer(TextChoices):
    """What the second person said to a proposed closing."""

    APPROVED = "APPROVED", _("approved")
    DECLINED = "DECLINED", _("declined")
