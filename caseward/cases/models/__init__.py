"""Cases: the work with one person, and the people in it."""

from caseward.cases.models.cases import (
    DAY_FIRST,
    IS_OPEN,
    LAST_CLOSED,
    LONGEST_OPEN,
    NEWEST,
    Action,
    Case,
    Closing,
    Finding,
    Gap,
    LooseEnd,
    Offer,
    Ownership,
    Risk,
    SearchPurpose,
    SetAside,
    Span,
)
from caseward.cases.models.people import CategorySpan, PersonInCase


__all__ = [
    "DAY_FIRST",
    "IS_OPEN",
    "LAST_CLOSED",
    "LONGEST_OPEN",
    "NEWEST",
    "Action",
    "Case",
    "CategorySpan",
    "Closing",
    "Finding",
    "Gap",
    "LooseEnd",
    "Offer",
    "Ownership",
    "PersonInCase",
    "Risk",
    "SearchPurpose",
    "SetAside",
    "Span",
]
