"""Finding people, cases and referrals by what somebody types, and what stands beside a person's record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.commands import query
from caseward.kernel import identifiers, references
from caseward.kernel.access import Actor
from caseward.kernel.dates import read_birth_date
from caseward.kernel.identity import Address, Name, Person
from caseward.kernel.reading import Unreadable
from caseward.nominals import queries as nominals
from caseward.referrals.models import Referral
from caseward.referrals.queries import ReferralHeading, referrals_of, with_name
from caseward.referrals.queries import heading as referral_heading


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: a record by its reference, or people by likeness; `asked` is how the words were read."""

    asked: Person
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
    asked = person_in(words, today=today)
    reference = references.parse(words)
    candidates = nominals.candidates(viewer=viewer, person=asked, is_asked_for=True)
    return Found(
        asked=asked,
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


def person_in(words: str, *, today: date) -> Person:
    """Read what was typed into one box: parts between commas are a date, a postcode, a number or names."""
    names: list[str] = []
    born, addresses, numbers = None, [], []
    for part in _parts(words):
        date_read = read_birth_date(part, today=today) if any(c.isdigit() for c in part) else None
        postcode, number = identifiers.read_postcode(part), _number(part, today)
        if date_read is not None and not isinstance(date_read, Unreadable):
            born = date_read
        elif not isinstance(postcode, Unreadable):
            addresses.append(Address(postcode=postcode.canonical))
        elif number is not None:
            numbers.append(number)
        else:
            names.append(part)
    return Person(name=_name(names), born=born, addresses=tuple(addresses), identifiers=tuple(numbers))


def _parts(words: str) -> list[str]:
    """Between commas if there are any; otherwise a date or number is what has digits, and names are the rest."""
    if "," in words:
        return [part.strip() for part in words.split(",") if part.strip()]
    plain = words.split()
    with_digits = [word for word in plain if any(c.isdigit() for c in word)]
    without = [word for word in plain if word not in with_digits]
    return [part for part in (" ".join(without), " ".join(with_digits)) if part]


def _number(part: str, today: date) -> identifiers.Identifier | None:
    kinds = (
        kind for kind in identifiers.Kind if kind not in {identifiers.Kind.POSTCODE, identifiers.Kind.UPRN}
    )
    read = (identifiers.read_identifier(part, kind=kind, today=today) for kind in kinds)
    return next((one for one in read if not isinstance(one, Unreadable)), None)


def _name(parts: list[str]) -> Name:
    """Surname first where there is a comma, as lists write it; else last. The search takes names either way round."""
    if len(parts) > 1:
        return Name(forenames=" ".join(parts[1:]), surname=parts[0])
    words = " ".join(parts).split()
    return Name(forenames=" ".join(words[:-1]), surname=words[-1] if words else "")


def _case(viewer: Actor, reference: references.Reference) -> CaseHeading | None:
    case = with_names(Case.objects.visible_to(viewer).filter(reference=reference.stored)).first()
    return None if case is None else heading(case)


def _referral(viewer: Actor, reference: references.Reference) -> ReferralHeading | None:
    found = Referral.objects.visible_to(viewer).filter(reference=reference.stored)
    referral = with_name(found).first()
    return None if referral is None else referral_heading(referral)
