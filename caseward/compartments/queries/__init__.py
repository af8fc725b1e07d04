"""Reading who may know, as the viewer may know it himself."""

from caseward.compartments.queries.standing import (
    ExclusionRow,
    GrantRow,
    Shared,
    exclusion,
    grant,
    shared,
)


__all__ = ["ExclusionRow", "GrantRow", "Shared", "exclusion", "grant", "shared"]
