"""The words of an engagement: what sort, with whom, where and when; and by what two of them clash."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel import identifiers
from caseward.kernel.identity import addresses, names


EngagementId = NewType("EngagementId", UUID)
ClashId = NewType("ClashId", UUID)

READ, BOOK = "case.read", "case.write"
OUTCOME, SETTLE, SETTLE_BEFORE = "engagement-outcome", "engagement-clash", "engagement-clash-before"
# Of the two under which a clash is owed, the one whose time comes first.
SETTLING = (SETTLE, SETTLE_BEFORE)
# What the clock of the second begins with: so long before the engagement as it lasts.
AHEAD = timedelta(hours=1)
LONGEST_AHEAD = 366  # days

_NO_NAME = re.compile(r"\b(?:the|and|ltd|limited|plc|llp|co|company|inc)\b|[^a-z0-9]+")


class Sort(TextChoices):
    """What sort of engagement it is."""

    VISIT = "VISIT", _("Visit")
    MEETING = "MEETING", _("Meeting")
    BRIEFING = "BRIEFING", _("Briefing")
    EXERCISE = "EXERCISE", _("Exercise")


class Became(TextChoices):
    """What became of an engagement."""

    HELD = "HELD", _("Held")
    NOT_HELD = "NOT_HELD", _("Not held")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class By(TextChoices):
    """What two engagements that clash have in common."""

    PERSON = "PERSON", _("the same person")
    ADDRESS = "ADDRESS", _("the same address")
    ORGANISATION = "ORGANISATION", _("the same organisation")


class Moved(TextChoices):
    """What of an engagement is another since it was moved; with whom and where count as the place."""

    TIME = "TIME", _("Time")
    PLACE = "PLACE", _("Place")
    BOTH = "BOTH", _("Time and place")


class Settled(TextChoices):
    """How two officers settled that they clash."""

    WENT_AHEAD = "WENT_AHEAD", _("Both go ahead, each alone")
    JOINT = "JOINT", _("They go together")
    MOVED = "MOVED", _("This one is moved to another time or place")
    WITHDRAWN = "WITHDRAWN", _("This one is withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """With which organisation ("" for none), where, what sort, when, and what for."""

    organisation: str
    place: str
    sort: Sort
    planned_at: datetime
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """To when, where and with which organisation something is moved; None for what stays as it is.

    `seen` is the version of the engagement on the page where it was said, where that page was another record's.
    """

    planned_at: datetime | None = None
    place: str | None = None
    organisation: str | None = None
    seen: int | None = None


STAYS = Move()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a clash is settled, on what that rests, and to when and where in case it is moved."""

    how: Settled
    because: str
    move: Move = STAYS


def organisation_key(name: str) -> str:
    """Under which two spellings of one organisation meet: "The Tolley & Daughters Ltd." is "tolleydaughters"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return _NO_NAME.sub("", plain) or name.strip().casefold()


def place_key(lines: str) -> str:
    """Under which two ways to write one address meet; "" for what names no door ("the station").

    With a postcode it is that and the numbers, else the words that tell streets apart and the numbers.
    """
    streets, numbers = addresses.parts(lines)
    postcode = _postcode(names.tokens(lines))
    if not numbers:
        return ""
    return " ".join([postcode, *sorted(numbers)] if postcode else sorted(streets | numbers))


def _postcode(words: tuple[str, ...]) -> str:
    tails = ("".join(words[-length:]) for length in (2, 1))
    read = (identifiers.read_postcode(tail) for tail in tails if tail)
    return next((one.canonical for one in read if isinstance(one, identifiers.Identifier)), "")
