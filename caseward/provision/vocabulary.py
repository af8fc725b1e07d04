"""The words of a tasking: what it asks for, how it is acknowledged, and what became of each session."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Channel


TaskingId = NewType("TaskingId", UUID)
SessionId = NewType("SessionId", UUID)

MOST_SESSIONS = 200


class Acknowledged(TextChoices):
    """How a provider said that the tasking has arrived and is accepted."""

    EMAIL = "EMAIL", _("By e-mail")
    SIGNED = "SIGNED", _("Signed copy")
    IN_PERSON = "IN_PERSON", _("In person")
    PHONE = "PHONE", _("By phone")


class Became(TextChoices):
    """What became of a session that was planned."""

    HELD = "HELD", _("It was held")
    NOT_ATTENDED = "NOT_ATTENDED", _("The person did not come")
    CANCELLED = "CANCELLED", _("It was cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An objective, with the risk or the factor of the case that it serves, in the words that this has today."""

    text: str
    serves_id: UUID
    serves: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasked:
    """A written tasking as it is to be issued: to a named person of one organisation."""

    organisation: str
    provider: str
    brief: str
    aims: tuple[Aim, ...]
    sessions_planned: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Why a tasking ends, who goes on or why nobody does, and why sessions that were planned were not held."""

    because: str
    successor: str = ""
    no_successor_because: str = ""
    unheld_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """A session as its provider tells of it; one that was not held says why and nothing else."""

    became: Became
    occurred_at: datetime
    minutes: int = 0
    channel: Channel = Channel.IN_PERSON
    place: str = ""
    attendees: str = ""
    covered: tuple[UUID, ...] = ()
    summary: str = ""
    concern: str = ""
    safeguarding: str = ""
    next_on: date | None = None
    because: str = ""
