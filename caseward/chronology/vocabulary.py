"""The kinds of entry, who said it, how sure they are, and what came of a contact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, NewType, Self
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel.dates import PartialDate


EntryId = NewType("EntryId", UUID)

# Source, assessment and handling of the national 3x5x2 report, each once: "2DP" (College of Policing APP).
GRADE = re.compile(r"[123][ABCDE][PC]")


class Kind(TextChoices):
    """What sort of entry it is."""

    EVENT = "EVENT", _("Event")
    MISSING = "MISSING", _("Missing episode")
    HEALTH = "HEALTH", _("Health")
    HOUSING = "HOUSING", _("Housing")
    RELEASE = "RELEASE", _("Release from custody")
    MOVE = "MOVE", _("Move to another place")
    CONTACT = "CONTACT", _("Contact")
    SESSION = "SESSION", _("Session")
    NOTE = "NOTE", _("Note")
    INTELLIGENCE = "INTELLIGENCE", _("Intelligence")
    DECISION = "DECISION", _("Decision")
    SYSTEM = "SYSTEM", _("Record")


# What happens in somebody's life, each of a kind of its own so that it is found before a case ends (failings F23, F28).
IN_A_LIFE = (Kind.MISSING, Kind.HEALTH, Kind.HOUSING, Kind.RELEASE, Kind.MOVE)


class Nature(TextChoices):
    """Fact apart from opinion, in every entry (DPA 2018 s.38(3))."""

    FACT = "FACT", _("Fact")
    OPINION = "OPINION", _("Opinion")


class Source(TextChoices):
    """Who or what it comes from."""

    REFERRER = "REFERRER", _("Referrer")
    SUBJECT = "SUBJECT", _("The person")
    FAMILY = "FAMILY", _("Family")
    PARTNER = "PARTNER", _("Partner")
    POLICE_SYSTEM = "POLICE_SYSTEM", _("Police system")
    OBSERVED = "OBSERVED", _("Seen or heard by the writer")
    DOCUMENT = "DOCUMENT", _("Document")
    OTHER = "OTHER", _("Other")


# Behind these stand many: which one has to be named.
NAMED_SOURCES = frozenset(
    {Source.FAMILY, Source.PARTNER, Source.POLICE_SYSTEM, Source.DOCUMENT, Source.OTHER}
)


class Risk(TextChoices):
    """How much risk a contact showed; not knowing is an answer, leaving it out is none."""

    LOW = "LOW", _("Low")
    MEDIUM = "MEDIUM", _("Medium")
    HIGH = "HIGH", _("High")
    UNKNOWN = "UNKNOWN", _("Not known")


class Channel(TextChoices):
    """How a contact was made."""

    IN_PERSON = "IN_PERSON", _("In person")
    PHONE = "PHONE", _("By phone")
    VIDEO = "VIDEO", _("By video")
    EMAIL = "EMAIL", _("By email or message")
    LETTER = "LETTER", _("By letter")
    OTHER = "OTHER", _("Another way")


class ContactOutcome(StrEnum):
    """The outcomes that code itself names; which can be chosen, and their words, is published (contacts)."""

    SPOKEN_TO = "SPOKEN_TO"
    MESSAGE_LEFT = "MESSAGE_LEFT"
    NO_ANSWER = "NO_ANSWER"
    DECLINED = "DECLINED"
    RECEIVED = "RECEIVED"
    SENT = "SENT"
    ARRANGED = "ARRANGED"


class Initiated(TextChoices):
    """Who made the contact."""

    US = "US", _("We did")
    THEM = "THEM", _("They did")
    PARTNER = "PARTNER", _("Somebody else, for them or for us")


class ChildrenSeen(TextChoices):
    """Whether the children of the household were seen."""

    SEEN = "SEEN", _("Yes, each of them")
    NOT_SEEN = "NOT_SEEN", _("No, not all of them")
    NONE = "NONE", _("No child lives there")


class Amendment(TextChoices):
    """How a later entry bears on the one it belongs to."""

    ADDENDUM = "ADDENDUM", _("Added later")
    CORRECTION = "CORRECTION", _("Correction")


_SOURCE_GRADES = {"1": _("reliable source"), "2": _("untested source"), "3": _("unreliable source")}
_ASSESSMENT_GRADES = {
    "A": _("known directly"),
    "B": _("known indirectly, corroborated"),
    "C": _("known indirectly"),
    "D": _("not known"),
    "E": _("suspected to be false"),
}
_HANDLING_CODES = {"P": _("may lawfully be shared"), "C": _("may be shared with conditions")}


def grade_in_words(grade: str) -> str:
    """A grade as an officer reads it; an empty one says nothing. Source: College of Policing, 3x5x2."""
    if not grade:
        return ""
    source, assessment, handling = tuple(grade)
    words = (_SOURCE_GRADES[source], _ASSESSMENT_GRADES[assessment], _HANDLING_CODES[handling])
    return f"{grade}: {', '.join(str(word) for word in words)}"


@dataclass(frozen=True, slots=True)
class ToldAlso:
    """Another entry that tells of the same event, as a line beside this one; `relied_on` is either of them, or none."""

    same_event_id: UUID
    entry_id: UUID
    occurred: PartialDate | None
    source: str
    relied_on: UUID | None

    @classmethod
    def of(cls, said: Mapping[str, Any], entry_id: UUID) -> Self:
        """The end that is not this entry, from what the database says of both."""
        end = "other" if said["one__id"] == str(entry_id) else "one"
        year, month, day = (said[f"{end}__occurred_{part}"] for part in ("year", "month", "day"))
        return cls(
            same_event_id=UUID(said["id"]),
            entry_id=UUID(said[f"{end}__id"]),
            occurred=None if year is None else PartialDate(year, month, day),
            source=said[f"{end}__source_name"] or str(Source(said[f"{end}__source"]).label),
            relied_on=UUID(said["relied_on"]) if said["relied_on"] else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What a visit to somebody's home must say beyond what any contact says (failings F29)."""

    minutes: int
    observations: str
    items_seen: str
    demeanour: str
    exact_words: str
    present: str
    children_seen: ChildrenSeen
    crew: str
    short_because: str = ""
    video_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What a contact must say beyond its words.

    `doing` is what is being done about a risk that is not known, `number` the number or address that was used.
    """

    agency: str
    channel: Channel
    outcome: str
    risk: Risk
    initiated_by: Initiated = Initiated.US
    doing: str = ""
    number: str = ""
    visit: Visited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry as it is to be made; `grade` is source, assessment and handling of 3x5x2 ("2DP")."""

    kind: Kind
    text: str
    nature: Nature = Nature.FACT
    occurred: PartialDate | None = None
    occurred_time: time | None = None
    source: Source = Source.OBSERVED
    source_name: str = ""
    source_id: UUID | None = None
    grade: str = ""
    contact: Contact | None = None
