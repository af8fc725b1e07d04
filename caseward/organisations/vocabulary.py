"""Kinds of unit, and the layers of need-to-know that each of them has."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


CONFIGURE = "organisation.configure"


class UnitKind(TextChoices):
    """What a unit is there for."""

    INTAKE = "INTAKE", _("Intake of referrals")
    PREVENT = "PREVENT", _("Prevent")
    NOMINAL = "NOMINAL", _("Nominal management")
    PROTECTED = "PROTECTED", _("Protected persons")
    CUSTODIAN = "CUSTODIAN", _("Custodians of sealed records")
    CYBER = "CYBER", _("Cyber")
    OVERSIGHT = "OVERSIGHT", _("Oversight")
    RECORDS = "RECORDS", _("Records management")
    ADMINISTRATION = "ADMINISTRATION", _("Administration")
    PANEL = "PANEL", _("Channel panel")
    PARTNER = "PARTNER", _("Partner")


class Layer(StrEnum):
    """The sets of records a unit may have; who knows the first need not know of the second."""

    REFERRALS = "referrals"
    CASES = "cases"
    OFFICE = "office"


class Sector(TextChoices):
    """Where a partner works."""

    EDUCATION = "EDUCATION", _("Education")
    HEALTH = "HEALTH", _("Health")
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", _("Local authority")
    HOUSING = "HOUSING", _("Housing")
    PROBATION = "PROBATION", _("Probation and prisons")
    CHARITY = "CHARITY", _("Charity or community")
    OTHER = "OTHER", _("Other")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGiven:
    """How to reach a partner: the post first, because people change."""

    post: str
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationGiven:
    """An organisation or institution as somebody names it, and where it is."""

    name: str
    sector: Sector
    place: str = ""


_CASEWORK = (Layer.REFERRALS, Layer.CASES)

LAYERS: dict[UnitKind, tuple[Layer, ...]] = {
    UnitKind.INTAKE: (Layer.REFERRALS,),
    UnitKind.PREVENT: _CASEWORK,
    UnitKind.NOMINAL: _CASEWORK,
    UnitKind.PROTECTED: _CASEWORK,
    UnitKind.CUSTODIAN: (Layer.CASES,),
    UnitKind.CYBER: _CASEWORK,
    UnitKind.OVERSIGHT: (Layer.OFFICE,),
    UnitKind.RECORDS: (Layer.OFFICE,),
    UnitKind.ADMINISTRATION: (Layer.OFFICE,),
    UnitKind.PANEL: (Layer.CASES,),
    UnitKind.PARTNER: (Layer.CASES,),
}

# Outsiders do not even learn that these know somebody.
SILENT = frozenset({UnitKind.PROTECTED, UnitKind.CUSTODIAN})
