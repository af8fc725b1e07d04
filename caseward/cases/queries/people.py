"""Finding people, cases and referrals by what somebody types, and what stands beside a person's record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.commands import query
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.identity import read_box
from caseward.nominals import queries as nominals
from caseward.referrals.models import Referral
from caseward.referrals.queries import PastReferral, ReferralHeading, referrals_of, with_name
from caseward.referrals.queries import heading as referral_heading


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: a record by its reference, or people by likeness; `asked` is how the words were read.

    `reference` is the reference that was typed, as it is stored ("" for none), whether or not there is such a record;
    `pointers` say whom to ask in other units.
    """

    asked: nominals.Question
    reference: str
    pointers: tuple[str, ...]
    candidates: tuple[nominals.Candidate, ...]
    case: CaseHeading | None
    referral: ReferralHeading | None
    nominal: nominals.NominalHeading | None
    histories: dict[UUID, tuple[PastReferral, ...]]


@dataclass(frozen=True, slots=True)
class OfRecord:
    """The referrals and cases of one of a person's records."""

    record: nominals.NominalHeading
    referrals: tuple[PastReferral, ...]
    cases: tuple[CaseHeading, ...]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person's record, and what the viewer may know beside it and beside those that are linked with it."""

    nominal: nominals.NominalFile
    joined: nominals.Joined
    similar: tuple[nominals.NominalHeading, ...]
    parts: tuple[OfRecord, ...]
    safety: tuple[nominals.Safety, ...]

    @property
    def referrals(self) -> tuple[PastReferral, ...]:
        """Those of every record."""
        return tuple(each for part in self.parts for each in part.referrals)

    @property
    def cases(self) -> tuple[CaseHeading, ...]:
        """Those of every record."""
        return tuple(each for part in self.parts for each in part.cases)


@query
def found_by(*, viewer: Actor, words: str, today: date) -> Found:
    """Whatever the words could mean, among what the viewer may know."""
    asked = nominals.question_of(read_box(words, today=today))
    reference = references.parse(words)
    found = nominals.look_for(viewer=viewer, question=asked)
    return Found(
        asked=asked,
        reference=reference.stored if reference else "",
        pointers=found.pointers,
        candidates=found.candidates,
        case=_case(viewer, reference) if reference else None,
        referral=_referral(viewer, reference) if reference else None,
        nominal=nominals.by_reference(viewer=viewer, text=words),
        histories=referrals_of(viewer=viewer, nominal_ids=[one.heading.id for one in found.candidates]),
    )


@query
def person_file(*, viewer: Actor, nominal_id: UUID) -> PersonFile | None:
    """The person's record with what stands beside it; None when there is none that the viewer may know."""
    file = nominals.file_of(viewer=viewer, nominal_id=nominal_id)
    if file is None:
        return None
    joined = nominals.joined(viewer=viewer, nominal_id=nominal_id)
    return PersonFile(
        nominal=file,
        joined=joined,
        similar=nominals.similar_to(viewer=viewer, nominal_id=nominal_id),
        parts=tuple(_parts(viewer, (file.heading, *joined.records))),
        safety=nominals.safeties_of(viewer=viewer, nominal_id=nominal_id),
    )


def _parts(viewer: Actor, records: Sequence[nominals.NominalHeading]) -> Iterator[OfRecord]:
    """What stands beside each record, in as many questions as for one."""
    keys = [one.id for one in records]
    referrals = referrals_of(viewer=viewer, nominal_ids=keys)
    found = with_names(Case.objects.visible_to(viewer).filter(nominal_id__in=keys)).order_by("-opened_at")
    cases = [(case.nominal_id, heading(case)) for case in found]
    for record in records:
        of_record = tuple(case for key, case in cases if key == record.id)
        yield OfRecord(record=record, referrals=referrals[record.id], cases=of_record)


def _case(viewer: Actor, reference: references.Reference) -> CaseHeading | None:
    case = with_names(Case.objects.visible_to(viewer).filter(reference=reference.stored)).first()
    return None if case is None else heading(case)


def _referral(viewer: Actor, reference: references.Reference) -> ReferralHeading | None:
    found = Referral.objects.visible_to(viewer).filter(reference=reference.stored)
    referral = with_name(found).first()
    return None if referral is None else referral_heading(referral)
