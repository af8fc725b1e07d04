"""Reading who may know, as the viewer may know it himself."""

from caseward.compartments.queries.markers import Marker, markers
from caseward.compartments.queries.parts import (
    PartRow,
    ReaderRow,
    SharedCase,
    defaults,
    parts,
    readers,
    shared_parts,
    shared_with_me,
)
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
    "Marker",
    "PartRow",
    "ReaderRow",
    "Shared",
    "SharedCase",
    "defaults",
    "exclusion",
    "grant",
    "is_own",
    "keys",
    "markers",
    "parts",
    "readers",
    "shared",
    "shared_parts",
    "shared_with_me",
    "to_review",
    "undecided",
]
