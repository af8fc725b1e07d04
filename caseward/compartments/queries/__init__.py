"""Reading who may know, as the viewer may know it himself."""

from caseward.compartments.queries.standing import (
    ExclusionRow,
    GrantRow,
    KeyRow,
    Shared,
    exclusion,
    grant,
    is_own,
    keys,
    shared,
)


__all__ = [
    "ExclusionRow",
    "GrantRow",
    "KeyRow",
    "Shared",
    "exclusion",
    "grant",
    "is_own",
    "keys",
    "shared",
]
