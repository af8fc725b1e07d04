"""The words of a person's record."""

from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


NominalId = NewType("NominalId", UUID)


class NameKind(TextChoices):
    """What a name is to the person."""

    MAIN = "MAIN", _("Name")
    ALIAS = "ALIAS", _("Also known as")
    PREVIOUS = "PREVIOUS", _("Previous name")
