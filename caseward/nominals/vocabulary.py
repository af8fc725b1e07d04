"""The words of a person's record."""

from dataclasses import dataclass
from enum import StrEnum
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


LinkId = NewType("LinkId", UUID)


class Said(TextChoices):
    """What somebody says of two records."""

    SAME = "SAME", _("Same person")
    NOT_SAME = "NOT_SAME", _("Not the same person")
    CANNOT_TELL = "CANNOT_TELL", _("Cannot tell")


class LinkState(TextChoices):
    """Where a word on two records stands."""

    PROPOSED = "PROPOSED", _("waits for a second person")
    STANDS = "STANDS", _("stands")
    END_ASKED = "END_ASKED", _("stands; a second person is asked to end it")
    REFUSED = "REFUSED", _("refused")
    ENDED = "ENDED", _("ended")
    NOTED = "NOTED", _("noted")


OPEN = (LinkState.PROPOSED, LinkState.STANDS, LinkState.END_ASKED)
STANDING = (LinkState.STANDS, LinkState.END_ASKED)


class Ask(StrEnum):
    """The question that two records leave for somebody."""

    NOTHING = "nothing"
    JUDGE = "judge"
    CONFIRM = "confirm"
    END = "end"
    CONFIRM_END = "confirm-end"
    WITHDRAW = "withdraw"


class StepKind(TextChoices):
    """What a step did, as its history tells it."""

    PROPOSED = "PROPOSED", _("proposed that they are one person")
    LINKED = "LINKED", _("linked them as one person")
    CONFIRMED = "CONFIRMED", _("confirmed it as the second person")
    REFUSED = "REFUSED", _("refused it")
    END_ASKED = "END_ASKED", _("asked to end it")
    KEPT = "KEPT", _("kept it as the second person")
    ENDED = "ENDED", _("ended it")
    TOLD_APART = "TOLD_APART", _("said that they are two people")
    WITHDRAWN = "WITHDRAWN", _("withdrew it as the second person")
    CANNOT_TELL = "CANNOT_TELL", _("could not tell")
