"""What an obligation can be about, and where it stands in a day's work."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


ObligationId = NewType("ObligationId", UUID)


class MatterKind(TextChoices):
    """The kinds of record that something can be owed, decided or entered about; and the colleagues who work on them."""

    REFERRAL = "referral", _("Referral")
    CASE = "case", _("Case")
    NOMINAL = "nominal", _("Person")
    OUTSTANDING = "outstanding", _("Outstanding")
    DECISION = "decision", _("Decision")
    ENQUIRY = "enquiry", _("Enquiry")
    ENGAGEMENT = "engagement", _("Engagement")
    COLLEAGUE = "colleague", _("Colleague")

    @property
    def place(self) -> str:
        """The name of the address under which a higher app shows such a record."""
        return {
            "referral": "referrals:file",
            "case": "cases:file",
            "nominal": "cases:person",
            "outstanding": "outstanding:item",
            "decision": "decisions:record",
            "enquiry": "enquiries:file",
            "engagement": "engagements:file",
            "colleague": "workforce:colleague",
        }[self.value]


# The kinds of which decisions, entries and taskings are written down; something can be owed about any.
FILED = [(kind.value, kind.label) for kind in (MatterKind.REFERRAL, MatterKind.CASE, MatterKind.NOMINAL)]


def kinds() -> list[tuple[str, object]]:
    """Every kind, as a column offers them: asked anew, so that a further kind changes no table."""
    return [(kind.value, kind.label) for kind in MatterKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A record of a higher app, as the apps below may know it: which, of what kind, and who may know of it."""

    id: UUID
    kind: MatterKind
    reference: str
    compartment_id: UUID


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a record: its code, when, and whether what it ends was not done at all."""

    code: str
    at: datetime
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class Starting:
    """A clock that is to start about a record: under which rule, since when, and who owes it."""

    about: Matter
    rule_key: str
    started_at: datetime
    owed_by_id: UUID


@dataclass(frozen=True, slots=True)
class Owned:
    """Records of a higher app that have an owner, named in its AppConfig; `about` are columns that others point at."""

    model: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concerns:
    """Records of a higher app that are about a person, named in its AppConfig.

    `person` is the column that names him, `came` the one that says when the record itself was a contact; "" for none.
    """

    model: str
    person: str
    came: str = ""


class Group(TextChoices):
    """Where an obligation stands in the list of a day's work, most urgent first."""

    LATE = "late", _("Late")
    TODAY = "today", _("Today")
    WEEK = "week", _("This week")
    LATER = "later", _("Later")
    WAITING = "waiting", _("Waiting for others")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which obligations of some compartments are asked for: whose, due when, under which rules; none stands for all."""

    within: frozenset[UUID]
    owner_id: UUID | None = None
    is_queued: bool = False
    group: Group | None = Group.LATE
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Burden:
    """How much of what somebody owes is late, and how much more is due today; for nobody it waits in a queue."""

    owed_by_id: UUID | None
    owed_by: str | None
    late: int
    today: int
