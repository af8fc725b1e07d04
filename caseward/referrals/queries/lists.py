"""The queue of a unit's referrals and its letterbox."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.referrals.models import Referral, Submission
from caseward.referrals.queries.files import ReferralHeading, heading
from caseward.referrals.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An undecided referral with its unit."""

    heading: ReferralHeading
    unit: str


@dataclass(frozen=True, slots=True)
class LetterboxRow:
    """A submission nobody has opened: when it came and to which unit, nothing of what it says."""

    id: UUID
    receipt: str
    unit: str
    posted_at: datetime


@query
def queue(*, viewer: Actor, rows: slice, stage: str = "", is_decided: bool = False) -> list[QueueRow]:
    """Referrals of the viewer's units, oldest first while undecided, newest first when decided."""
    found = Referral.objects.visible_to(viewer).select_related("compartment").prefetch_related("answers")
    found = found.filter(stage=Stage.DECIDED) if is_decided else found.exclude(stage=Stage.DECIDED)
    found = found.filter(stage=stage) if stage else found
    ordered = found.order_by("-received_at" if is_decided else "received_at", "pk")[rows]
    return [QueueRow(heading(referral), referral.compartment.title) for referral in ordered]


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
