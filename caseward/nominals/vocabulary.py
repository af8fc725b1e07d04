"""The words of a person's record."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel.identity import Address, Person


NominalId = NewType("NominalId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A person as one source gave him, and where he lives now if the source says so."""

    person: Person
    source_id: UUID | None = None
    living_at: Address | None = None


class NameKind(TextChoices):
    """What a name is to the person."""

    MAIN = "MAIN", _("Name")
    ALIAS = "ALIAS", _("Also known as")
    PREVIOUS = "PREVIOUS", _("Previous name")
