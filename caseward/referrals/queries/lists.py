"""The queue of a unit's referrals and its letterbox."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet, Value

from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.obligations import queries as obligations
from caseward.referrals.models import DUE_FIRST, LAST_DECIDED, Referral, Submission
from caseward.referrals.queries.headings import ReferralHeading, heading, with_name


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A referral with what is owed about it first, and its unit where the viewer has more than one."""

    heading: ReferralHeading
    unit: str
    next: obligations.Owed | None


@dataclass(frozen=True, slots=True)
class LetterboxRow:
    """A submission nobody has opened: when it came and to which unit, nothing of what it says."""

    id: UUID
    receipt: str
    unit: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the viewer may take a referral in, and how many submissions wait; None without a letterbox to empty."""

    units: tuple[tuple[UUID, str], ...]
    unopened: int | None


@query
def queue(
    *, viewer: Actor, now: datetime, place: Place = START, stage: str = "", is_decided: bool = False
) -> Page[QueueRow]:
    """Referrals of the viewer's units: what is due first stands first; the decided ones newest first.

    NotVisible for somebody who reads no unit's referrals: to him there is no queue.
    """
    mine = viewer.where("referral.read")
    if not mine:
        raise NotVisible
    where = viewer.compartments, frozenset(mine)
    order = LAST_DECIDED if is_decided else DUE_FIRST
    at = stage if stage and not is_decided else None
    page = order.page_of(lambda there: _rows(where, at, is_decided, there), place)
    owed = obligations.next_of_records(viewer=viewer, about_ids=[one.pk for one in page.rows], now=now)
    return page.showing(QueueRow(heading(one), vars(one)["unit"], owed.get(one.pk)) for one in page.rows)


@kept
def _rows(
    where: tuple[frozenset[UUID], frozenset[UUID]],
    stage: str | None,
    is_decided: bool,  # noqa: FBT001  as kept questions are asked
    there: There,
) -> QuerySet[Referral]:
    known, mine = where
    found = Referral.objects.known_in(known).within(mine).filter(decided_at__isnull=not is_decided)
    found = found.filter(stage=stage) if stage else found
    # Somebody of one unit is not told its name in every row.
    titled = with_name(found).annotate(unit=F("compartment__title") if len(mine) > 1 else Value(""))
    return (LAST_DECIDED if is_decided else DUE_FIRST).rows(titled, there)


@query
def letterbox(*, viewer: Actor) -> list[LetterboxRow]:
    """What lies in the letterboxes that the viewer empties, oldest first."""
    mine = viewer.where("letterbox.read")
    unopened = Submission.objects.filter(opened_at__isnull=True, compartment_id__in=mine)
    found = unopened.select_related("compartment").order_by("created_at")
    return [
        LetterboxRow(one.pk, references.shown(one.receipt), one.compartment.title, one.created_at)
        for one in found
    ]


@query
def units_taking(*, viewer: Actor) -> list[tuple[UUID, str]]:
    """The compartments into which the viewer may take a referral, by title."""
    mine = Compartment.objects.filter(pk__in=viewer.where("referral.take"))
    return [(one.pk, one.title) for one in mine.order_by("title")]


def places_to_take(*, viewer: Actor) -> list[tuple[UUID, str]]:
    """The same, for a form: one alone is not asked about and has no title. NotVisible where there is none."""
    mine = viewer.where("referral.take")
    found = [(one, "") for one in mine] if len(mine) == 1 else units_taking(viewer=viewer)
    if not found:
        raise NotVisible
    return found


@query
def desk(*, viewer: Actor) -> Desk:
    """What the viewer can start from; NotVisible for somebody who takes in no referrals."""
    units = tuple(units_taking(viewer=viewer))
    if not units:
        raise NotVisible
    empties = viewer.where("letterbox.read")
    unopened = Submission.objects.filter(opened_at__isnull=True, compartment_id__in=empties).count()
    return Desk(units, unopened if empties else None)
