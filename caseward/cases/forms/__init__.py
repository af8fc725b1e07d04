"""The forms of cases: shape and wording of what officers answer."""

from caseward.cases.forms.cases import (
    Action,
    Answer,
    Attach,
    Close,
    Find,
    FindBecause,
    Finding,
    Gap,
    Gateway,
    Move,
    Reopen,
    Risk,
    SetAside,
    Settle,
)
from caseward.cases.forms.deciding import DecideOnHistory, ReadHistory
from caseward.cases.forms.happening import Happened
from caseward.cases.forms.opening import OpenAbout, OpenOnOrganisation, OpenOnPerson, OpenOnRecord
from caseward.cases.forms.owning import Accept, HandOver, OfferTo, Refuse, StoodOn, TransferTo, Withdraw
from caseward.cases.forms.people import AddPerson, Categorise, EndPerson
from caseward.cases.forms.plans import AnswerFactor, Factor, Plan


__all__ = [
    "Accept",
    "Action",
    "AddPerson",
    "Answer",
    "AnswerFactor",
    "Attach",
    "Categorise",
    "Close",
    "DecideOnHistory",
    "EndPerson",
    "Factor",
    "Find",
    "FindBecause",
    "Finding",
    "Gap",
    "Gateway",
    "HandOver",
    "Happened",
    "Move",
    "OfferTo",
    "OpenAbout",
    "OpenOnOrganisation",
    "OpenOnPerson",
    "OpenOnRecord",
    "Plan",
    "ReadHistory",
    "Refuse",
    "Reopen",
    "Risk",
    "SetAside",
    "Settle",
    "StoodOn",
    "TransferTo",
    "Withdraw",
]
