"""What was corrected, side by side with what is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.corrections.queries import PutRight
from caseward.kernel.dates import PartialDate
from caseward.nominals.queries import Detail
from caseward.nominals.vocabulary import Sort
from caseward.ui.told import Told


EVENTS = {
    "correction.told": _("told everybody who had relied on a wrong detail"),
    "correction.read": _("looked at what was corrected in a case"),
}
NOTICES = {
    "detail.corrected": Told(
        _("A detail that you relied on was corrected. Look at the person again."), "cases:person"
    ),
    "detail.corrected-in-case": Told(
        _("A detail of a person in a case that you relied on was corrected."), "cases:file"
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One correction: of whom, what it said, what is right, why, by whom and when."""

    person: str
    person_id: UUID
    sort: str
    wrong: str
    right: str
    because: str
    by: str
    at: datetime | None


def rows(found: Iterable[PutRight]) -> list[Row]:
    """As the table has them."""
    return [_row(one) for one in found]


def initial(one: Detail) -> dict[str, Any]:
    """What stands in the form at first: what the detail says now, to be put right."""
    value = one.value
    said: dict[str, Any] = {
        "since": one.provenance.since,
        "until": one.provenance.until,
        "nature": one.provenance.nature.value,
    }
    if one.sort is Sort.NAME:
        said |= {"forenames": value.forenames, "surname": value.surname}  # type: ignore[union-attr]
    elif one.sort is Sort.ADDRESS:
        said |= {"street": value.street, "postcode": value.postcode}  # type: ignore[union-attr]
    elif one.sort is Sort.NUMBER:
        said |= {"number_kind": one.kind, "number": value.canonical}  # type: ignore[union-attr]
    elif isinstance(value, PartialDate):
        said |= {"born": value}
    return said


def _row(one: PutRight) -> Row:
    said = one.wrong.corrected
    return Row(
        person=f"{one.person.name} {one.person.reference}",
        person_id=one.person.id,
        sort=str(one.wrong.sort.label),
        wrong=one.wrong.words,
        right=one.right.words if one.right else "",
        because=said.because if said else "",
        by=said.by if said else "",
        at=said.at if said else None,
    )
