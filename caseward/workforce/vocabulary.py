"""Vetting levels, courses, and which layer of a unit each capability works in."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.organisations.vocabulary import Layer


ADMINISTER = "posting.administer"
SEE_TEAM = "team.read"

# A grant that nobody renews ends by itself (reliability figure S3).
ACCESS_LASTS = timedelta(days=365)


class Level(TextChoices):
    """Levels of police and national security vetting."""

    RV = "RV", _("Recruitment vetting (RV)")
    MV = "MV", _("Management vetting (MV)")
    NPPV3 = "NPPV3", _("Non-police personnel vetting, level 3 (NPPV3)")
    CTC = "CTC", _("Counter-terrorist check (CTC)")
    SC = "SC", _("Security check (SC)")
    DV = "DV", _("Developed vetting (DV)")


class Away(TextChoices):
    """Why an officer is away, as much as anybody needs to know."""

    LEAVE = "LEAVE", _("Leave")
    SICKNESS = "SICKNESS", _("Sickness")
    COURSE = "COURSE", _("Course or other duty")


class CoverAnswer(TextChoices):
    """What a colleague said who was asked to cover."""

    ACCEPTED = "ACCEPTED", _("covers")
    REFUSED = "REFUSED", _("cannot cover")


# The levels that stand for a level that a role asks for.
STANDS_FOR = {
    Level.RV: {Level.RV, Level.MV},
    Level.MV: {Level.MV},
    Level.NPPV3: {Level.NPPV3},
    Level.CTC: {Level.CTC, Level.SC, Level.DV},
    Level.SC: {Level.SC, Level.DV},
    Level.DV: {Level.DV},
}


@dataclass(frozen=True, slots=True)
class Renewal:
    """The clock from the grant, and the one to the end of what was granted for less."""

    since_granted: str
    before_end: str


_MANAGEMENT = Renewal("vetting-renewal", "vetting-lapse")
_NATIONAL = Renewal("national-security-vetting-review", "national-security-vetting-lapse")

# How each level is renewed; the others are renewed where somebody is employed.
RENEWALS = {Level.MV: _MANAGEMENT, Level.CTC: _NATIONAL, Level.SC: _NATIONAL, Level.DV: _NATIONAL}

COURSES = {
    "data-protection": _("Data protection"),
    "safeguarding": _("Safeguarding"),
    "prevent-awareness": _("Prevent awareness"),
    "prevent-officer-course": _("Prevent officer course"),
    "protected-persons-course": _("Protected persons course"),
    "sealed-records": _("Sealed records"),
    "review-retention-and-disposal": _("Review, retention and disposal"),
}

_REFERRALS, _CASES, _OFFICE = (Layer.REFERRALS,), (Layer.CASES,), (Layer.OFFICE,)

# Where the capabilities of each noun work; a unit without that layer gives none of them.
WORKS_IN: dict[str, tuple[Layer, ...]] = {
    "letterbox": _REFERRALS,
    "enquiry": _REFERRALS,
    "referral": _REFERRALS,
    "nominal": _REFERRALS,
    "team": (Layer.REFERRALS, Layer.CASES),
    "case": _CASES,
    "minutes": _CASES,
    "decision": _CASES,
    "chronology": _CASES,
    "threat": _CASES,
    "plan": _CASES,
    "pack": _CASES,
    "seal": _CASES,
    "compartment": (Layer.REFERRALS, Layer.CASES),
    "access": _CASES,
    "tripwire": _CASES,
    "marker": _REFERRALS,
    "ledger": _OFFICE,
    "account": _OFFICE,
    "posting": _OFFICE,
    "organisation": _OFFICE,
    "definition": _OFFICE,
    "retention": _OFFICE,
    "hold": _OFFICE,
}
