"""The words of a referral: how it came, where it stands, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


ReferralId = NewType("ReferralId", UUID)

FORM = "prevent-referral"
INTAKE = "prevent-intake"
PATHWAY = "prevent"

# A second referral within this many months is reviewed with the first (failings F02).
REPEAT_MONTHS = 24

# A change in one of these may change who the person is: the records are searched again (failings F01).
IDENTIFYING = frozenset(
    {
        "individual.forenames", "individual.surname", "individual.aliases", "individual.date_of_birth",
        "individual.approx_age_if_dob_unknown", "individual.addresses", "individual.phones", "individual.emails",
    }
)  # fmt: skip


class Channel(TextChoices):
    """How a referral came."""

    TYPED = "TYPED", _("Typed in from a call")
    UPLOADED = "UPLOADED", _("Filled-in form")
    PUBLIC = "PUBLIC", _("Public referral page")
    FORMER = "FORMER", _("Former system")


class Stage(TextChoices):
    """The steps of the intake pathway; their rules stand in its definition."""

    RECEIVED = "received", _("Check")
    IDENTITY = "identity", _("Who is it?")
    DECONFLICTION = "deconfliction", _("Deconflict")
    GATEWAY = "gateway", _("Decide")
    DECIDED = "decided", _("Decided")


class AnswerStatus(TextChoices):
    """How far an answer of the form is understood."""

    READ = "READ", _("read")
    NOT_GIVEN = "NOT_GIVEN", _("not given")
    NOT_READ = "NOT_READ", _("not read")
    CORRECTED = "CORRECTED", _("corrected")


class ImmediateRisk(TextChoices):
    """Whether anybody is at immediate risk; not knowing is an answer and is acted on."""

    YES = "YES", _("Yes: someone is at immediate risk")
    NO = "NO", _("No: nobody is at immediate risk")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")


class Same(TextChoices):
    """Whether a record is of the person referred."""

    SAME = "SAME", _("Same person")
    NOT_SAME = "NOT_SAME", _("Not the same")
    CANNOT_TELL = "CANNOT_TELL", _("Cannot tell")


class DeconflictionResult(TextChoices):
    """What the intelligence unit answered."""

    CLEAR = "CLEAR", _("Clear: no live interest")
    HOLD = "HOLD", _("Hold: wait until told")
    PASS_TO_PURSUE = "PASS_TO_PURSUE", _("Pass to Pursue")


class CheckedSystem(TextChoices):
    """What was searched for deconfliction."""

    PNC = "PNC", _("Police National Computer")
    PND = "PND", _("Police National Database")
    NCIA = "NCIA", _("National Counter Terrorism Information Application")
    OPEN_SOURCE = "OPEN_SOURCE", _("Open source")
    LOCAL = "LOCAL", _("Local crime and intelligence")
    CT_HOLMES = "CT_HOLMES", _("CT HOLMES")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerReferral:
    """A referral as a former system decided it; `decision_id` is the entry that says what was decided."""

    nominal_id: UUID
    received_at: datetime
    decided_at: datetime
    outcome: str
    decision_id: UUID
    answers: Mapping[str, str]
