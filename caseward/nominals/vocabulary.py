"""The words of a person's record, and what somebody may give of a person."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel.dates import Born


NominalId = NewType("NominalId", UUID)


class NameKind(TextChoices):
    """What a name is to the person."""

    MAIN = "MAIN", _("Name")
    ALIAS = "ALIAS", _("Also known as")
    PREVIOUS = "PREVIOUS", _("Previous name")


class ContactKind(TextChoices):
    """A way to reach the person."""

    PHONE = "PHONE", _("Telephone")
    EMAIL = "EMAIL", _("E-mail")


class IdentifierKind(TextChoices):
    """Numbers that link evidence; none of them proves who somebody is."""

    PNC = "PNC", _("PNC number")
    CRO = "CRO", _("CRO number")
    NHS = "NHS", _("NHS number")
    NINO = "NINO", _("National Insurance number")


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """An address as somebody gave it."""

    text: str
    postcode: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGiven:
    """What somebody gave of a person: any of it may be missing, and missing is not the same as none."""

    forenames: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    born: Born | None = None
    addresses: tuple[AddressGiven, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
