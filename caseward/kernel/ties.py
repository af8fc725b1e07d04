"""What ties somebody to a record: the reason that is kept for every look at it."""

from enum import StrEnum


class Tie(StrEnum):
    """The ties, the strongest first; a code in the ledger, words on its page.

    Source: brief 0.2 (the justification of a look is kept, though DUAA 2025 s.82 took it out of DPA 2018 s.62).
    """

    OWNER = "owner"
    TASK = "task"
    RECIPIENT = "recipient"
    SUPERVISOR = "supervisor"
    UNIT = "unit"
    OVERSIGHT = "oversight"
    OFFICE = "office"


_STRENGTH = {tie: place for place, tie in enumerate(Tie)}


def strongest(*ties: Tie | None) -> Tie | None:
    """The strongest of them, or None where there is none."""
    return min((tie for tie in ties if tie is not None), key=lambda tie: _STRENGTH[tie], default=None)
