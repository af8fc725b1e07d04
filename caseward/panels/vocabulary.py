"""The sorts of sitting, who came, what became of an item, and what is said of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.foundation.catalogue import catalogue


SittingId = NewType("SittingId", UUID)
ItemId = NewType("ItemId", UUID)

ARRANGE, APPROVE = "case.write", "minutes.approve"


class Presence(TextChoices):
    """Whether a member was there."""

    ATTENDED = "ATTENDED", _("Attended")
    APOLOGIES = "APOLOGIES", _("Sent apologies")
    ABSENT = "ABSENT", _("Did not come")


class Became(TextChoices):
    """What became of an item; a blank one became nothing yet."""

    ANSWERED = "ANSWERED", _("It answered the question of the stage; that decision is signed in the case")
    DISCUSSED = "DISCUSSED", _("It was discussed and decided; the case stays at its stage")
    NOT_DISCUSSED = "NOT_DISCUSSED", _("It was not discussed")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of sitting as it is published."""

    key: str
    title: str
    pathways: tuple[str, ...]
    units: tuple[str, ...]
    held: str
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an item is kept, of which unit its sitting is, and whether its case went to another unit since."""

    kept_in: UUID
    held_in: UUID
    is_gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A sitting as it is to be held."""

    sort: str
    held_at: datetime
    channel: str
    place: str
    chair: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A member of a sitting, and whether they came."""

    role: str
    name: str
    agency: str
    presence: Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sitting is asked of a case, and whether whoever referred it was invited, and why (failings F17)."""

    question: str
    is_referrer_invited: bool | None
    invited_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """How an item ends: decided and why, or not discussed and why (failings F25)."""

    became: Became
    decision: str = ""
    rationale: str = ""
    dissent: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Whether the referrer was told, when, and what they said; or why not."""

    is_sent: bool | None
    on: date | None
    words: str


def sort_of(key: str) -> Sort:
    """One sort; one that was withdrawn stays readable by its key, and takes and asks nobody any more."""
    return sorts().get(key) or Sort(key=key, title=key, pathways=(), units=(), held="", roles={})


def sorts() -> dict[str, Sort]:
    """Every published sort of sitting, by its key."""
    table = catalogue().table("sittings", "sittings")
    return {
        key: Sort(
            key=key,
            title=one["title"],
            pathways=tuple(one["pathways"]),
            units=tuple(one["units"]),
            held=one["held"],
            roles={role: table["role"][role] for role in one["roles"]},
        )
        for key, one in table["sort"].items()
    }
