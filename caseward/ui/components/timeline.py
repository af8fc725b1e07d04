"""The chronology as it is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Nature(StrEnum):
    """Whether something happened or somebody thinks so."""

    FACT = "fact"
    OPINION = "opinion"
    DECISION = "decision"

    @property
    def sign(self) -> str:
        """The sign; the word always stands beside it."""
        return {"fact": "▪", "opinion": "▫", "decision": "◆"}[self.value]

    @property
    def words(self) -> str:
        """The word."""
        return {"fact": _("Fact"), "opinion": _("Opinion"), "decision": _("Decision")}[self.value]


@dataclass(frozen=True, slots=True)
class Dating:
    """When it happened, according to one source."""

    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `datings` holds two or more when the sources disagree about the day."""

    when: str
    kind: str
    text: str
    nature: Nature = Nature.FACT
    source: str = ""
    grade: str = ""
    recorded: str = ""
    added: str = ""
    url: str = ""
    id: str = ""
    datings: tuple[Dating, ...] = ()
