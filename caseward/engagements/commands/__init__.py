"""Booking and moving an engagement, saying what became of it, and telling and settling where two clash."""

from caseward.engagements.commands.booking import (
    book_engagement,
    end_engagement,
    view_engagement,
    view_engagements_of_case,
)
from caseward.engagements.commands.moving import move_engagement
from caseward.engagements.commands.settling import settle_clash
from caseward.engagements.commands.telling import (
    GONE,
    SPREAD,
    TELL,
    settle_elsewhere,
    settle_withdrawn,
    tell_of_clashes,
)


__all__ = [
    "GONE",
    "SPREAD",
    "TELL",
    "book_engagement",
    "end_engagement",
    "move_engagement",
    "settle_clash",
    "settle_elsewhere",
    "settle_withdrawn",
    "tell_of_clashes",
    "view_engagement",
    "view_engagements_of_case",
]
