"""What was put right of the people in a case, and whether anybody still has to look at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.nominals import queries as nominals
from caseward.nominals.queries import Detail, NominalHeading
from caseward.obligations.queries import of_record


RULE = "correction-read"


@dataclass(frozen=True, slots=True)
class PutRight:
    """Whose detail was wrong, what it said, and what stands there now (None where that was corrected again)."""

    person: NominalHeading
    wrong: Detail
    right: Detail | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was corrected of the people in a case, the newest first; `is_owed` while somebody has to look at it."""

    case: CaseHeading
    compartment_id: UUID
    corrected: tuple[PutRight, ...]
    is_owed: bool


@query
def corrections_in(*, viewer: Actor, case_id: UUID, now: datetime) -> Corrections | None:
    """Everything put right of the people in a case whose records the viewer may know; None for no case of his."""
    case = with_names(Case.objects.visible_to(viewer).filter(pk=case_id)).first()
    if case is None:
        return None
    people = nominals.headings(viewer=viewer, nominal_ids=_people(case)).values()
    return Corrections(
        case=heading(case),
        compartment_id=case.compartment_id,
        corrected=_put_right(viewer, people),
        is_owed=any(one.rule_key == RULE for one in of_record(viewer=viewer, about_id=case_id, now=now)),
    )


def _people(case: Case) -> set[UUID]:
    named = case.people.filter(nominal__isnull=False, ended_at__isnull=True)
    every: set[UUID | None] = {case.nominal_id, *named.values_list("nominal_id", flat=True)}
    return {one for one in every if one}


def _put_right(viewer: Actor, people: Iterable[NominalHeading]) -> tuple[PutRight, ...]:
    found = []
    for person in people:
        details = nominals.details(viewer=viewer, nominal_id=person.id)
        instead = {one.corrects: one for one in details if one.corrects}
        found += [PutRight(person, one, instead.get(one.id)) for one in details if one.corrected]
    return tuple(sorted(found, key=_when, reverse=True))


def _when(one: PutRight) -> datetime:
    return one.wrong.corrected.at if one.wrong.corrected else one.wrong.at
