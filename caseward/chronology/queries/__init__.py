"""What others may ask of a chronology."""

from caseward.chronology.queries.accounts import Account, Amended, EntryFile, Happening, SideBySide
from caseward.chronology.queries.reading import entries, happening, side_by_side, timeline, to_rest_on


__all__ = [
    "Account",
    "Amended",
    "EntryFile",
    "Happening",
    "SideBySide",
    "entries",
    "happening",
    "side_by_side",
    "timeline",
    "to_rest_on",
]
