"""Finding people, cases and referrals by what somebody types, and what stands beside a person's record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.commands import query
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person, read_box
from caseward.nominals import queries as nominals
from caseward.referrals.models import Referral
from caseward.referrals.queries import ReferralHeading, referrals_of, with_name
from caseward.referrals.queries import heading as referral_heading


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: a record by its reference, or people by likeness; `asked` is how the words were read.

    `reference` is the reference that was typed, as it is stored ("" for none), whether or not there is such a record.
    """

    asked: Person
    reference: str
    candidates: tuple[nominals.Candidate, ...]
    case: CaseHeading | None
    referral: ReferralHeading | None
    nominal: nominals.NominalHeading | None
    histories: dict[UUID, tuple[ReferralHeading, ...]]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person's record with the referrals and cases that the viewer may know."""

    nominal: nominals.NominalFile
    referrals: tuple[ReferralHeading, ...]
    cases: tuple[CaseHeading, ...]


@query
def found_by(*, viewer: Actor, words: str, today: date) -> Found:
    """Whatever the words could mean, among what the viewer may know."""
    asked = read_box(words, today=today)
    reference = references.parse(words)
    candidates = nominals.candidates(viewer=viewer, person=asked, is_asked_for=True)
    return Found(
        asked=asked,
        reference=reference.stored if reference else "",
        candidates=candidates,
        case=_case(viewer, reference) if reference else None,
        referral=_referral(viewer, reference) if reference else None,
        nominal=nominals.by_reference(viewer=viewer, text=words),
        histories=referrals_of(viewer=viewer, nominal_ids=[one.heading.id for one in candidates]),
    )


@query
def person_file(*, viewer: Actor, nominal_id: UUID) -> PersonFile | None:
    """The person's record with what stands beside it; None when there is none that the viewer may know."""
    file = nominals.file_of(viewer=viewer, nominal_id=nominal_id)
    if file is None:
        return None
    found = Case.objects.visible_to(viewer).filter(nominal_id=nominal_id)
    return PersonFile(
        nominal=file,
        referrals=referrals_of(viewer=viewer, nominal_ids=[nominal_id])[nominal_id],
        cases=tuple(heading(case) for case in with_names(found).order_by("-opened_at")),
    )


def _case(viewer: Actor, reference: references.Reference) -> CaseHeading | None:
    case = with_names(Case.objects.visible_to(viewer).filter(reference=reference.stored)).first()
    return None if case is None else heading(case)


def _referral(viewer: Actor, reference: references.Reference) -> ReferralHeading | None:
    found = Referral.objects.visible_to(viewer).filter(reference=reference.stored)
    referral = with_name(found).first()
    return None if referral is None else referral_heading(referral)
