"""The head of a case: stages, owner, what is due, why the viewer may see it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from caseward.ui.components.due import Due


class Position(StrEnum):
    """Where a stage stands on the road."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the pathway."""

    title: str
    position: Position | str = Position.NEXT
    note: str = ""

    @property
    def words(self) -> str:
        """Its position for whoever hears the page."""
        return {"done": _("done"), "now": _("now"), "next": _("to come")}[str(self.position)]


@dataclass(frozen=True, slots=True)
class SideItem:
    """One room of a case in its side navigation."""

    title: str
    url: str
    is_here: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """One earlier contact with the same person, on the strip."""

    on: date | None
    title: str
    note: str = ""
    url: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What stands above every page of a case."""

    title: str
    reference: str
    pathway: str
    stages: tuple[Stage, ...]
    owner: str
    owner_note: str = ""
    due: Due | None = None
    basis: str = ""
    facts: tuple[str, ...] = field(default=())
    history: tuple[HistoryMark, ...] = field(default=())
