"""The states of a link and of its openings, the rule they run under, and the pair that nothing else holds."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.references import Kind, Reference


HOLD = "seal.hold"
MOST_WORDS = 500


class LinkState(StrEnum):
    """Where a link stands; lapsed, mistaken and ended ones lead nowhere and are made anew."""

    PROPOSED = "proposed"
    MADE = "made"
    LAPSED = "lapsed"
    MISTAKEN = "mistaken"
    ENDED = "ended"


class OpeningState(StrEnum):
    """Where an opening stands, by what was said and by the time."""

    ASKED = "asked"
    LAPSED = "lapsed"
    REFUSED = "refused"
    OPEN = "open"
    OVER = "over"
    CLOSED = "closed"


class EndingState(StrEnum):
    """What became of somebody's word that a link is wrong."""

    ASKED = "asked"
    LAPSED = "lapsed"
    REFUSED = "refused"
    AGREED = "agreed"


class Answer(TextChoices):
    """What the second custodian said to an asking."""

    APPROVED = "APPROVED", _("approved")
    REFUSED = "REFUSED", _("refused")


class Confirmation(StrEnum):
    """What came of typing both references again."""

    MADE = "made"
    WRONG = "wrong"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of how long each step may take, and what a link may be opened for."""

    version: str
    minutes: Mapping[str, int]
    most_wrong: int
    purposes: Mapping[str, str]

    @property
    def confirm_within(self) -> timedelta:
        """For the second custodian, from the first's typing on."""
        return timedelta(minutes=self.minutes["confirm"])

    @property
    def answer_within(self) -> timedelta:
        """For the second custodian, from the asking on."""
        return timedelta(minutes=self.minutes["answer"])

    @property
    def end_within(self) -> timedelta:
        """For the second custodian, from the first's word that the link is wrong on."""
        return timedelta(minutes=self.minutes["end"])

    @property
    def open_for(self) -> timedelta:
        """For both, from the approval on."""
        return timedelta(minutes=self.minutes["open"])


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """The two records of one person, the earlier identity first; it has no words of its own, so no log can quote it."""

    earlier_id: UUID
    later_id: UUID
    earlier: Reference
    later: Reference

    @property
    def packed(self) -> bytes:
        """Always 50 bytes, whoever they are."""
        return (
            self.earlier_id.bytes + self.later_id.bytes + f"{self.earlier.stored}{self.later.stored}".encode()
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The pair as it was packed."""
        earlier, later = packed[32:41].decode(), packed[41:50].decode()
        return cls(UUID(bytes=packed[:16]), UUID(bytes=packed[16:32]), _read(earlier), _read(later))

    def is_of(self, earlier: Reference, later: Reference) -> bool:
        """Whether these are its references, in this order."""
        return (self.earlier, self.later) == (earlier, later)


@functools.cache
def rule() -> Rule:
    """The rule as it was published last."""
    table = Table("custody", catalogue().table("custody", "identity-links"))
    with table:
        return Rule(
            version=header(table).version,
            minutes=table.bounds("minutes"),
            most_wrong=table.bounds("most")["wrong"],
            purposes=table.phrases("purposes"),
        )


def _read(stored: str) -> Reference:
    return Reference(kind=Kind(stored[:1]), symbols=stored[1:])
