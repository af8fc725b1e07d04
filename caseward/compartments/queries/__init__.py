"""Reading who may know, as the viewer may know it himself."""

from caseward.compartments.queries.standing import (
    EmergencyRow,
    ExclusionRow,
    GrantRow,
    KeyRow,
    Shared,
    exclusion,
    grant,
    is_own,
    keys,
    shared,
    to_review,
    undecided,
)


__all__ = [
    "EmergencyRow",
    "ExclusionRow",
    "GrantRow",
    "KeyRow",
    "Shared",
    "exclusion",
    "grant",
    "is_own",
    "keys",
    "shared",
    "to_review",
    "undecided",
]
