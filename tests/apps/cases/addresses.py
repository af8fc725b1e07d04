"""Every address of a case, for tests that knock at all of them."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from caseward.cases import urls


# What stands in an address beside the id of the case; a page that needs something real is given it.
UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")
PARTS: Mapping[str, object] = {
    "fact": "assessment_signed",
    "gate": "partners-asked",
    "kind": "gap",
    "loose_end_id": UNKNOWN,
    "file_id": UNKNOWN,
    "person_id": UNKNOWN,
    "decision": "return-of-certificate",
    "decision_id": UNKNOWN,
    "factor_id": UNKNOWN,
    "tasking_id": UNKNOWN,
    "session_id": UNKNOWN,
    "transfer_id": UNKNOWN,
    "day": "2026-11-22",
}


def of_case(case_id: UUID, **given: object) -> dict[str, str]:
    """The address of every page of a case, by its name."""
    return {
        each.name: reverse(f"cases:{each.name}", kwargs=_parts(str(each.pattern), case_id, given))
        for each in urls.urlpatterns
        if each.name and "<uuid:case_id>" in str(each.pattern)
    }


def _parts(pattern: str, case_id: UUID, given: Mapping[str, object]) -> dict[str, object]:
    known = {**PARTS, **given, "case_id": case_id}
    return {name: value for name, value in known.items() if f":{name}>" in pattern}
