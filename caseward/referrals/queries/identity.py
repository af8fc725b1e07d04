"""Who could it be: the records that the kernel finds worth a look, and what officers said of each."""

from dataclasses import dataclass

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.nominals import queries as nominals
from caseward.nominals.queries import Candidate
from caseward.referrals.models import MatchAnswer, Referral
from caseward.referrals.queries.persons import person_of


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A record that could be the person, with the last answer to it ("" when nobody has answered)."""

    candidate: Candidate
    answer: str
    because: str


@query
def candidates_for(*, viewer: Actor, referral: Referral) -> tuple[CandidateRow, ...]:
    """The records that could be the person now, with the newest answer to each."""
    values = dict(referral.answers.values_list("field", "value"))
    found = nominals.candidates(viewer=viewer, person=person_of(values))
    said = MatchAnswer.objects.visible_to(viewer).filter(referral=referral).order_by("created_at")
    last = {answer.nominal_id: answer for answer in said}
    return tuple(_row(candidate, last.get(candidate.heading.id)) for candidate in found)


def _row(candidate: Candidate, said: MatchAnswer | None) -> CandidateRow:
    return CandidateRow(candidate, said.answer if said else "", said.because if said else "")
