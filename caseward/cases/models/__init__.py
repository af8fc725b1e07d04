"""Cases: the work with one person, and the people in it."""

from caseward.cases.models.cases import (
    DAY_FIRST,
    IS_OPEN,
    LAST_CLOSED,
    LONGEST_OPEN,
    NEWEST,
    RISK_FIRST,
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
from caseward.cases.models.histories import HistoryRead
from caseward.cases.models.people import CategorySpan, PersonInCase
from caseward.cases.models.plans import Cover, Factor, SupportPlan
from caseward.cases.models.transfers import Transfer


__all__ = [
    "DAY_FIRST",
    "IS_OPEN",
    "LAST_CLOSED",
    "LONGEST_OPEN",
    "NEWEST",
    "RISK_FIRST",
    "Action",
    "Case",
    "CategorySpan",
    "Closing",
    "Cover",
    "Factor",
    "Finding",
    "Gap",
    "HistoryRead",
    "LooseEnd",
    "Offer",
    "Ownership",
    "PersonInCase",
    "Risk",
    "SearchPurpose",
    "SetAside",
    "Span",
    "SupportPlan",
    "Transfer",
]
