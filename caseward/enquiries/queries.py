"""Reading enquiries, always as the viewer may know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from caseward.cases.models import Case
from caseward.enquiries.models import IS_OPEN, LAST_CLOSED, OLDEST, AskerContact, Enquiry, EnquiryAnswer
from caseward.enquiries.vocabulary import READ, TAKE
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.advice import AdviceProduct
from caseward.kernel.anonymity import Rules
from caseward.obligations import queries as obligations
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer, UnitKind


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """An enquiry in a line, with what is owed about it first."""

    id: UUID
    reference: str
    asker: str
    age_band: str
    channel: str
    received_at: datetime
    taken_by: str
    closed_at: datetime | None
    closed_how: str
    next: obligations.Owed | None


@dataclass(frozen=True, slots=True)
class Advised:
    """An answer as it was given: the edition with its words of then."""

    product: AdviceProduct
    words: str
    how: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EnquiryFile:
    """An enquiry with its answers, how whoever asked is reached, and the case where the viewer may know it."""

    enquiry: Enquiry
    reference: str
    contact: AskerContact | None
    answers: tuple[Advised, ...]
    taken_by: str
    case_reference: str


@query
def units_asked(*, viewer: Actor) -> list[tuple[str, str, UUID]]:
    """The units that answer enquiries: key, name and where they keep what comes to them."""
    return [
        (unit.key, unit.name, unit.compartments[Layer.REFERRALS])
        for unit in organisations.units(viewer=viewer)
        if unit.kind == UnitKind.CYBER and Layer.REFERRALS in unit.compartments
    ]


def places_to_take(*, viewer: Actor) -> list[tuple[str, str, UUID]]:
    """The same of the viewer, who takes calls there; NotVisible where there is none."""
    mine = viewer.where(TAKE)
    found = [one for one in units_asked(viewer=viewer) if one[2] in mine]
    if not found:
        raise NotVisible
    return found


@query
def waiting(
    *, viewer: Actor, now: datetime, place: Place = START, is_closed: bool = False
) -> Page[EnquiryRow]:
    """The enquiries of the viewer's units, the oldest first; those that ended, the latest first.

    NotVisible for somebody whose units answer none.
    """
    mine = viewer.where(READ) & {one[2] for one in units_asked(viewer=viewer)}
    if not mine:
        raise NotVisible
    found = Enquiry.objects.visible_to(viewer).within(mine).select_related("taken_by")
    order, found = (LAST_CLOSED, found.exclude(IS_OPEN)) if is_closed else (OLDEST, found.filter(IS_OPEN))
    page = order.page(found, place)
    owed = obligations.next_of_records(viewer=viewer, about_ids=[one.pk for one in page.rows], now=now)
    return page.showing(_row(one, owed) for one in page.rows)


@query
def file_of(*, viewer: Actor, enquiry_id: UUID) -> EnquiryFile | None:
    """One enquiry; None when there is none that the viewer may know."""
    found = Enquiry.objects.visible_to(viewer).select_related("taken_by", "closed_by").filter(pk=enquiry_id)
    enquiry = found.first()
    if enquiry is None:
        return None
    answers = EnquiryAnswer.objects.visible_to(viewer).filter(enquiry=enquiry).select_related("created_by")
    case = Case.objects.visible_to(viewer).filter(pk=enquiry.case_id).first() if enquiry.case_id else None
    return EnquiryFile(
        enquiry=enquiry,
        reference=references.shown(enquiry.reference),
        contact=AskerContact.objects.visible_to(viewer)
        .filter(enquiry=enquiry, erased_at__isnull=True)
        .first(),
        answers=tuple(map(_advised, answers.order_by("created_at", "id"))),
        taken_by=enquiry.taken_by.name if enquiry.taken_by else "",
        case_reference=references.shown(case.reference) if case else "",
    )


def matter_of(enquiry: Enquiry) -> Matter:
    """The enquiry as the subject of an obligation."""
    return Matter(
        id=enquiry.pk,
        kind=MatterKind.ENQUIRY,
        reference=references.shown(enquiry.reference),
        compartment_id=enquiry.compartment_id,
    )


def products(*, on: date) -> tuple[AdviceProduct, ...]:
    """What can be advised on a day, by title."""
    return tuple(sorted(catalogue().advice.all_on(on), key=lambda one: (one.audience, one.title)))


@cache
def anonymity() -> Rules:
    """What an enquiry does not say."""
    families = catalogue().table("nicknames", "english")["families"]
    forenames = frozenset(name for family in families for name in family)
    return Rules.from_table(catalogue().table("anonymity", "enquiries"), forenames=forenames)


def _row(one: Enquiry, owed: Mapping[UUID, obligations.Owed]) -> EnquiryRow:
    return EnquiryRow(
        id=one.pk,
        reference=references.shown(one.reference),
        asker=one.get_asker_display(),
        age_band=one.get_age_band_display(),
        channel=one.get_channel_display(),
        received_at=one.received_at,
        taken_by=one.taken_by.name if one.taken_by else "",
        closed_at=one.closed_at,
        closed_how=one.get_closed_how_display() if one.closed_how else "",
        next=owed.get(one.pk),
    )


def _advised(one: EnquiryAnswer) -> Advised:
    product = catalogue().advice.version(one.product, one.edition)
    return Advised(product, one.words, one.get_how_display(), one.created_by.name, one.created_at)
