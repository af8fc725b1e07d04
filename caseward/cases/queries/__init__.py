"""Reading cases, always as the viewer may know them."""

from caseward.cases.queries.deciding import (
    GatewaySheet,
    decision_as_it_will_stand,
    gateway_as_it_will_stand,
    gateway_sheet,
)
from caseward.cases.queries.files import CaseFile, CaseHeading, LooseEndRow, file_of, headings
from caseward.cases.queries.lists import CaseRow, cases, team, unit_names
from caseward.cases.queries.people import Found, PersonFile, found_by, person_file
from caseward.cases.queries.work import OfferRow, WorkRow, my_offers, my_work


__all__ = [
    "CaseFile",
    "CaseHeading",
    "CaseRow",
    "Found",
    "GatewaySheet",
    "LooseEndRow",
    "OfferRow",
    "PersonFile",
    "WorkRow",
    "cases",
    "decision_as_it_will_stand",
    "file_of",
    "found_by",
    "gateway_as_it_will_stand",
    "gateway_sheet",
    "headings",
    "my_offers",
    "my_work",
    "person_file",
    "team",
    "unit_names",
]
