"""Reading cases, always as the viewer may know them."""

from caseward.cases.queries.files import CaseFile, CaseHeading, LooseEndRow, file_of, headings
from caseward.cases.queries.lists import CaseRow, cases, team, unit_names
from caseward.cases.queries.people import Found, PersonFile, found_by, person_file
from caseward.cases.queries.work import WorkRow, my_offers, my_work


__all__ = [
    "CaseFile",
    "CaseHeading",
    "CaseRow",
    "Found",
    "LooseEndRow",
    "PersonFile",
    "WorkRow",
    "cases",
    "file_of",
    "found_by",
    "headings",
    "my_offers",
    "my_work",
    "person_file",
    "team",
    "unit_names",
]
