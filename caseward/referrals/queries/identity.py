"""Who could it be: the records that the kernel finds worth a look, and what officers said of each."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person, explain
from caseward.nominals import queries as nominals
from caseward.nominals.queries import Candidate, NominalHeading
from caseward.referrals.models import MatchAnswer, Referral
from caseward.referrals.queries.headings import PastReferral, referrals_of
from caseward.referrals.queries.persons import is_identifiable, person_of


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A record that could be the person, with the last answer to it ("" when nobody has answered)."""

    candidate: Candidate
    answer: str
    because: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the referral speaks of, and the records that could be of the same person, once they were searched."""

    person: Person
    is_identifiable: bool
    is_searched: bool
    candidates: tuple[CandidateRow, ...]
    histories: dict[UUID, tuple[PastReferral, ...]]
    pointers: tuple[str, ...]

    @property
    def unanswered(self) -> int:
        """How many records nobody has spoken of."""
        return sum(not row.answer for row in self.candidates)

    @property
    def same(self) -> NominalHeading | None:
        """The first record said to be of the same person."""
        return next((row.candidate.heading for row in self.candidates if row.answer == "SAME"), None)


@dataclass(frozen=True, slots=True)
class Tied:
    """The person the referral was tied to, with all referrals of that person, newest first."""

    heading: NominalHeading
    referrals: tuple[PastReferral, ...]


@query
def identity_of(*, viewer: Actor, referral: Referral) -> Identity:
    """What the page of the second step shows; no record is looked up before somebody has searched."""
    person = person_of(dict(referral.answers.values_list("field", "value")))
    is_searched = referral.searched_at is not None
    rows = candidates_for(viewer=viewer, referral=referral) if is_searched else ()
    ids = [row.candidate.heading.id for row in rows]
    return Identity(
        person=person,
        is_identifiable=is_identifiable(person),
        is_searched=is_searched,
        candidates=rows,
        histories=referrals_of(viewer=viewer, nominal_ids=ids) if ids else {},
        pointers=nominals.pointers(viewer=viewer, person=person) if is_searched else (),
    )


@query
def tied_to(*, viewer: Actor, referral: Referral) -> Tied | None:
    """The person's record with its referrals; None while the referral is tied to nobody."""
    if referral.nominal_id is None:
        return None
    known = nominals.headings(viewer=viewer, nominal_ids=[referral.nominal_id])[referral.nominal_id]
    return Tied(known, referrals_of(viewer=viewer, nominal_ids=[known.id])[known.id])


@query
def candidates_for(*, viewer: Actor, referral: Referral) -> tuple[CandidateRow, ...]:
    """The records that could be the person now, with the newest answer to each.

    The record to which the referral is tied stays among them, also when a correction made it unlike.
    """
    person = person_of(dict(referral.answers.values_list("field", "value")))
    found = nominals.candidates(viewer=viewer, person=person)
    found += _tied_besides(viewer, referral, person, found)
    said = MatchAnswer.objects.visible_to(viewer).filter(referral=referral).order_by("created_at")
    last = {answer.nominal_id: answer for answer in said}
    return tuple(_row(candidate, last.get(candidate.heading.id)) for candidate in found)


def _tied_besides(
    viewer: Actor, referral: Referral, person: Person, found: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    if referral.nominal_id is None or referral.nominal_id in {one.heading.id for one in found}:
        return ()
    file = nominals.file_of(viewer=viewer, nominal_id=referral.nominal_id)
    if file is None:
        return ()
    return (Candidate(file.heading, explain(person, found=file.person, model=nominals.match_model())),)


def _row(candidate: Candidate, said: MatchAnswer | None) -> CandidateRow:
    return CandidateRow(candidate, said.answer if said else "", said.because if said else "")
