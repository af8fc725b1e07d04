"""Looks drawn by lot: among which, which ones, what was said of them, and what is overdue."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from caseward.accounts.queries import names
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.oversight.models import Sample, SignedWeek
from caseward.oversight.queries.records import known_records, said_in_words
from caseward.oversight.vocabulary import Attested


MOST = 200  # looks of a few weeks and units that one page holds


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A look that was drawn, and what was said of it so far."""

    id: UUID
    compartment_id: UUID
    week: date
    officer_id: UUID
    officer: str
    looked_at: datetime
    event: str
    purpose: str
    words: str
    reference: str
    explain_by: datetime
    attest_by: datetime
    explanation: str
    says: str
    attested_by: str
    attestation: str
    referred_to: str
    is_late: bool


@query
def my_samples(*, viewer: Actor, now: datetime) -> list[SampleRow]:
    """The viewer's own looks that were drawn, what he has still to explain first."""
    mine = Sample.objects.visible_to(viewer).filter(officer_id=viewer.id)
    rows = _rows(viewer, mine, now)
    return sorted(rows, key=lambda row: bool(row.explanation))


@query
def samples(*, viewer: Actor, now: datetime) -> list[SampleRow]:
    """What was drawn in the units that the viewer supervises, or in all for inspectors: the newest week first."""
    return _rows(viewer, samples_for(viewer), now)


@query
def sample(*, viewer: Actor, sample_id: UUID, now: datetime) -> SampleRow:
    """One look that was drawn: for whoever looked, supervisors of the unit, and inspectors."""
    found = samples_for(viewer).filter(pk=sample_id)
    mine = Sample.objects.visible_to(viewer).filter(pk=sample_id, officer_id=viewer.id)
    rows = _rows(viewer, found, now) or _rows(viewer, mine, now)
    if not rows:
        raise NotVisible
    return rows[0]


@query
def unattested(*, viewer: Actor, compartment_id: UUID, week: date) -> int:
    """How many looks of a week wait for the viewer or another to attest them; his own are another's to attest."""
    open_ones = Sample.objects.visible_to(viewer).filter(compartment_id=compartment_id, week=week)
    return open_ones.filter(attestation__isnull=True).exclude(officer_id=viewer.id).count()


@query
def is_signed(*, viewer: Actor, compartment_id: UUID, week: date) -> bool:
    """Whether a supervisor has signed for the week."""
    return SignedWeek.objects.visible_to(viewer).filter(compartment_id=compartment_id, week=week).exists()


def samples_for(viewer: Actor) -> "QuerySet[Sample]":
    """What the viewer attests: as an inspector in every unit, else where he supervises."""
    if viewer.holds_anywhere("ledger.read"):
        return Sample.objects.all()
    return Sample.objects.visible_to(viewer).filter(compartment_id__in=viewer.where("team.read"))


def _rows(viewer: Actor, found: "QuerySet[Sample]", now: datetime) -> list[SampleRow]:
    beside = found.select_related("explanation", "attestation").order_by("-week", "looked_at")[:MOST]
    rows = list(beside)
    attested = {one.pk: one.attestation for one in rows if hasattr(one, "attestation")}
    people = {one.officer_id for one in rows} | {one.created_by_id for one in attested.values()}
    called = names(viewer=viewer, user_ids=people)
    known = known_records(viewer=viewer, record_ids={one.record_id for one in rows if one.record_id})
    said = said_in_words(viewer=viewer, purposes=[one.purpose for one in rows])
    made = []
    for one in rows:
        by, record = attested.get(one.pk), known.get(one.record_id) if one.record_id else None
        explained = one.explanation.words if hasattr(one, "explanation") else ""
        made.append(
            SampleRow(
                id=one.pk,
                compartment_id=one.compartment_id,
                week=one.week,
                officer_id=one.officer_id,
                officer=called.get(one.officer_id, ""),
                looked_at=one.looked_at,
                event=one.event,
                purpose=one.purpose,
                words=said.get(one.purpose, ""),
                reference=record.reference if record else str(one.record_id or "")[:8],
                explain_by=one.explain_by,
                attest_by=one.attest_by,
                explanation=explained,
                says=str(Attested(by.says).label) if by else "",
                attested_by=called.get(by.created_by_id, "") if by else "",
                attestation=by.words if by else "",
                referred_to=by.referred_to if by else "",
                is_late=(not explained and one.explain_by <= now) or (by is None and one.attest_by <= now),
            )
        )
    return made
