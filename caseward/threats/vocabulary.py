"""The words of a threat: who is meant, how grave it is, what was done, and what an incident says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.shelf import RANKS


KIND = KEY = "threats"

ThreatId = NewType("ThreatId", UUID)
IncidentId = NewType("IncidentId", UUID)


class Part(TextChoices):
    """What somebody has to do with a threat."""

    VICTIM = "VICTIM", _("Meant by it")
    MAKER = "MAKER", _("Made it")


class Received(TextChoices):
    """How the words reached the police."""

    CALL = "CALL", _("By telephone")
    MESSAGE = "MESSAGE", _("By text, message or post online")
    IN_PERSON = "IN_PERSON", _("Told to an officer")
    PAPER = "PAPER", _("On paper")
    INTELLIGENCE = "INTELLIGENCE", _("Through intelligence")
    PARTNER = "PARTNER", _("From a partner")


class Done(TextChoices):
    """A step taken about a threat, each kept beside the others."""

    OWNER_TOLD = "owner-told", _("Decision owner told")
    MAKER_CONTACTED = "maker-contacted", _("Action on the maker")
    NO_ACTION = "no-action", _("No action on the maker")
    WARNED = "warned", _("Warning delivered")
    NOT_WARNED = "not-warned", _("No warning")
    ADDED = "added", _("Added to the record")


# Each pair answers one question: the one or the other.
ON_MAKER = (Done.MAKER_CONTACTED, Done.NO_ACTION)
ON_WARNING = (Done.WARNED, Done.NOT_WARNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A threat as it was received: the words as they were said, and nothing made of them."""

    words: str
    received_at: datetime
    received_by: str
    received_how: Received
    victims: tuple[UUID, ...]
    makers: tuple[UUID, ...] = ()
    maker_description: str = ""
    method: str = ""
    place: str = ""
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How grave a threat is: each aspect by a key of the definition, the grade, and why."""

    aspects: Mapping[str, str] = field(default_factory=dict)
    grade: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step: when, by or to whom, and what came of it or why not; rank and edition where the step has one."""

    done: Done
    at: datetime
    who: str
    words: str
    rank: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something done to frighten one person: what, when, and the words of whoever told of it."""

    kind: str
    happened_at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A superintendent's decision on the threat to life: whether there is one, what is done, what was rejected, why."""

    is_real: bool
    chosen: str
    rejected: str
    because: str


def published() -> dict[str, Any]:
    """The published list: aspects, grades, kinds of incident, and what makes a pattern."""
    return catalogue().table(KIND, KEY)


def owner_ranks() -> dict[str, str]:
    """Of which ranks somebody can own the decision on a threat to life, by their keys."""
    found = catalogue().ranks.newest(RANKS).from_rank(published()["by"]["owner_rank"])
    return {one.key: one.title for one in found}


def is_kept_on(pathway: str) -> bool:
    """Whether cases of that pathway keep threats."""
    return pathway in published()["pathways"]
