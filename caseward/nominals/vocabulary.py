"""The words of a person's record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Nature
from caseward.kernel.dates import Born, PartialDate
from caseward.kernel.identifiers import Identifier
from caseward.kernel.identity import Address, Name, Person


NominalId = NewType("NominalId", UUID)


class Origin(TextChoices):
    """Who or what a detail of a person comes from."""

    REFERRAL = "REFERRAL", _("Referral")
    ENTRY = "ENTRY", _("Entry in a chronology")
    DOCUMENT = "DOCUMENT", _("Document")
    SUBJECT = "SUBJECT", _("The person")
    FAMILY = "FAMILY", _("Family")
    PARTNER = "PARTNER", _("Partner")
    POLICE_SYSTEM = "POLICE_SYSTEM", _("Police system")
    TAKEN_OVER = "TAKEN_OVER", _("Earlier system")
    OTHER = "OTHER", _("Other")


# Behind these stand many: which one has to be named.
NAMED_ORIGINS = frozenset(
    {
        Origin.REFERRAL,
        Origin.ENTRY,
        Origin.DOCUMENT,
        Origin.FAMILY,
        Origin.PARTNER,
        Origin.POLICE_SYSTEM,
        Origin.OTHER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A person as one source gave him, and where he lives now if the source says so.

    Without an origin it is a referral where there is a source, and an earlier system where there is none.
    """

    person: Person
    source_id: UUID | None = None
    living_at: Address | None = None
    origin: Origin | None = None

    @property
    def comes_from(self) -> Origin:
        """The origin of every fact of it."""
        return self.origin or (Origin.REFERRAL if self.source_id else Origin.TAKEN_OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a detail comes from and how sure it is; `grade` is source and assessment of 3x5x2 ("2D"), or empty."""

    origin: Origin
    origin_name: str = ""
    source_id: UUID | None = None
    grade: str = ""
    nature: Nature = Nature.FACT
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Something that is to be sent or said: to whom, on which number or at which address, and how.

    `to_subject` where it goes to the person of the record; the channels that are safe are ways to reach that person.
    """

    to: str
    channel: str = ""
    number: str = ""
    to_subject: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeWays:
    """How a person is safely reached, as somebody says it; no channel means that every channel is safe.

    `said_by` is whoever knows it, `grade` source and assessment of 3x5x2 ("2D"), or empty.
    """

    channels: tuple[str, ...] = ()
    hours: str = ""
    introduce: str = ""
    unsafe: tuple[str, ...] = ()
    never_tell: tuple[str, ...] = ()
    said_by: str = ""
    grade: str = ""

    def columns(self) -> dict[str, Any]:
        """The same as a row keeps it."""
        kept = ("channels", "hours", "introduce", "unsafe", "never_tell", "said_by", "grade")
        said = {name: getattr(self, name) for name in kept}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


Value = Name | Address | Identifier | Born


class Sort(TextChoices):
    """The sorts of detail that are kept of a person."""

    NAME = "name", _("Name")
    BIRTH = "birth", _("Birth")
    ADDRESS = "address", _("Address")
    NUMBER = "number", _("Telephone, e-mail or number")


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


RelationId = NewType("RelationId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKind:
    """What one person can be to another: its words from this end, its inverse, and its sort of line in the picture."""

    key: str
    title: str
    inverse: str
    group: str
