"""What is owed, by when, and under which rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Urgency(StrEnum):
    """How pressing; the value is the last part of a class, and words always stand beside it."""

    LATE = "late"
    TODAY = "soon"
    SOON = "info"
    LATER = "still"
    DONE = "well"


@dataclass(frozen=True, slots=True)
class Due:
    """One due line: "Decide: section 36 · 2 working days late · due 19 November 2026 · rule: 15 working days"."""

    what: str
    how_late: str
    urgency: Urgency
    on: date | None = None
    rule: str = ""
    rule_url: str = ""
