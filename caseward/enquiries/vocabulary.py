"""The words of an enquiry: who asks, about whom without a name, how it ended."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


EnquiryId = NewType("EnquiryId", UUID)

RULE = "cyber-reply"
PATHWAY, BEGINNING = "cyber", "enquiry"
TAKE, READ, WORK = "enquiry.take", "referral.read", "referral.write"


class Channel(TextChoices):
    """How it came."""

    TELEPHONE = "TELEPHONE", _("By telephone")
    PUBLIC = "PUBLIC", _("Public enquiry page")


class Asker(TextChoices):
    """Who asks: a sort of person, never which."""

    SCHOOL = "SCHOOL", _("A school or college")
    PARENT = "PARENT", _("A parent or carer")
    PARTNER = "PARTNER", _("Another professional")
    OTHER = "OTHER", _("Somebody else")


class AgeBand(TextChoices):
    """As near as an age is asked."""

    UNDER_13 = "UNDER_13", _("Under 13")
    TEENS = "13_15", _("13 to 15")
    SIXTEEN = "16_17", _("16 or 17")
    ADULT = "18_25", _("18 to 25")
    OLDER = "OVER_25", _("Over 25")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")


class How(TextChoices):
    """How the answer was given."""

    TELEPHONE = "TELEPHONE", _("By telephone")
    EMAIL = "EMAIL", _("By e-mail")
    LETTER = "LETTER", _("By letter")
    IN_PERSON = "IN_PERSON", _("In person")


class Ended(TextChoices):
    """How an enquiry ended."""

    ANSWERED = "ANSWERED", _("Answered, and nothing more is asked")
    ELSEWHERE = "ELSEWHERE", _("Answered, and pointed to whom it belongs to")
    TAKEN_ON = "TAKEN_ON", _("Answered, and a case was opened")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn by whoever asked")


class Basis(TextChoices):
    """What allows the unit to learn who it is."""

    CONSENT = "CONSENT", _("The person has agreed")
    PARENT = "PARENT", _("A parent or carer has agreed for a child")
    SAFETY = "SAFETY", _("Somebody is at risk of serious harm")
    LAW_ENFORCEMENT = "LAW_ENFORCEMENT", _("Necessary to prevent or detect a crime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, about whom without a name."""

    asker: Asker
    age_band: AgeBand
    concern: str
    wants: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How whoever asks is reached, for the reply and nothing else."""

    name: str = ""
    organisation: str = ""
    contact: str = ""
    consents: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything was given."""
        return any(one.strip() for one in (self.name, self.organisation, self.contact))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer: which edition of which product, the words beside it, and how it was told."""

    product: str
    edition: str
    words: str
    how: How
