"""What a list of things owed says of each: whom it is about, where that stands, and who reads the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseward.cases.models import Case
from caseward.cases.queries.headings import in_work
from caseward.cases.queries.matters import pathway_of
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed
from caseward.obligations.vocabulary import MatterKind
from caseward.referrals.queries import names_as_given
from caseward.workforce.queries import rank_held


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a line, and of which rank he is; the rank is known where any of the lines asks for one."""

    viewer: Actor
    rank: str
    on: date

    def reaches(self, rank: str) -> bool:
        """Whether the reader has the rank, where one is asked for."""
        return not rank or catalogue().ranks_on(self.on).reaches(self.rank, rank)


@dataclass(frozen=True, slots=True)
class Line:
    """A thing owed, the short name of whom it is about, the case that it is about as it stands, and its reader."""

    owed: Owed
    name: str
    case: Case | None
    reader: Reader


@query
def lines(*, viewer: Actor, rows: Sequence[Owed], on: date) -> list[Line]:
    """What is said of things owed, of those that the viewer may know."""
    about = {kind: [row.about_id for row in rows if row.about_kind == kind] for kind in MatterKind}
    cases = {one.id: one for one in in_work(viewer=viewer, case_ids=about[MatterKind.CASE])}
    given = names_as_given(viewer=viewer, referral_ids=about[MatterKind.REFERRAL])
    asked = any(pathway_of(one.case).stage(one.case.stage).decided_by_rank for one in cases.values())
    reader = Reader(viewer, rank_held(viewer=viewer, on=on) if asked else "", on)
    found = ((row, cases.get(row.about_id)) for row in rows)
    return [
        Line(row, one.name if one else given.get(row.about_id, ""), one.case if one else None, reader)
        for row, one in found
    ]
