"""Cases that are offered to another unit or force: to which, and what the receiver may read before it accepts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from caseward.cases.models import IS_OPEN, Case, Closing, Offer, Transfer
from caseward.cases.vocabulary import OfferAnswer
from caseward.foundation.access.models import Compartment
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel import clocks
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.organisations import queries as organisations
from caseward.organisations.queries import UnitRow
from caseward.organisations.vocabulary import Layer


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer, as either side reads it; the case is named to those who know it."""

    id: UUID
    version: int
    sender: str
    receiver: str
    note: str
    offered_by: str
    offered_at: datetime
    answer: OfferAnswer | None
    words: str
    is_to_us: bool
    case_id: UUID | None
    due_on: date | None


@query
def transfers_to(*, viewer: Actor) -> list[TransferRow]:
    """What other units offer to those in which the viewer takes cases, the longest waiting first."""
    mine = viewer.where("case.accept")
    if not mine:
        raise NotVisible
    found = Transfer.objects.filter(compartment__in=mine, answered_at__isnull=True).select_related(
        "created_by"
    )
    return [_row(one, viewer) for one in found.order_by("created_at", "id")]


@query
def transfer(*, viewer: Actor, transfer_id: UUID) -> TransferRow:
    """One transfer; for those of the receiver who take cases, and for those who know the case."""
    found = Transfer.objects.filter(pk=transfer_id).select_related("created_by").first()
    if found is None:
        raise NotVisible
    row = _row(found, viewer)
    if not row.is_to_us and row.case_id is None:
        raise NotVisible
    return row


@query
def transfer_of(*, viewer: Actor, case_id: UUID) -> TransferRow | None:
    """The transfer of a case that waits for its answer."""
    found = (
        Transfer.objects.filter(case=case_id, answered_at__isnull=True).select_related("created_by").first()
    )
    return _row(found, viewer) if found else None


@query
def receivers(*, viewer: Actor, case: Case) -> list[UnitRow]:
    """The units of the same kind that could take the case, other than its own."""
    home = organisations.unit_of_compartment(viewer=viewer, compartment_id=home_of(case))
    if home is None:
        return []
    return [
        unit
        for unit in organisations.units(viewer=viewer)
        if unit.kind == home.kind and unit.id != home.id and Layer.CASES in unit.compartments
    ]


@query
def ties_of(*, viewer: Actor, case: Case) -> tuple[str, ...]:
    """What keeps a case from going: an offer, a proposed closing, a transfer, another case, its own compartment."""
    waiting: dict[str, QuerySet[Any, Any]] = {
        "offer": Offer.objects.filter(case=case),
        "closing": Closing.objects.filter(case=case),
        "transfer": Transfer.objects.filter(case=case),
    }
    found = [name for name, rows in waiting.items() if rows.filter(answered_at__isnull=True).exists()]
    others = Case.objects.visible_to(viewer).filter(IS_OPEN).exclude(pk=case.pk)
    if case.nominal_id and others.filter(nominal_id=case.nominal_id).exists():
        found.append("other-case")
    own = Compartment.objects.filter(pk=case.compartment_id, key__startswith="own-").exists()
    return (*found, *(["own-compartment"] if own else []))


def home_of(case: Case) -> UUID:
    """The compartment of the unit: the one in which the case is set apart, or its own."""
    found = Compartment.objects.filter(pk=case.compartment_id).values_list("within_id", flat=True).first()
    return found or case.compartment_id


def _row(one: Transfer, viewer: Actor) -> TransferRow:
    knows = Case.objects.visible_to(viewer).filter(pk=one.case_id).exists()
    return TransferRow(
        id=one.pk,
        version=one.version,
        sender=one.sender,
        receiver=one.receiver,
        note=one.note,
        offered_by=one.created_by.name,
        offered_at=one.created_at,
        answer=OfferAnswer(one.answer) if one.answer else None,
        words=one.answer_words,
        is_to_us=bool(viewer.holds("case.accept", one.compartment_id)),
        case_id=one.case_id if knows else None,
        due_on=_due_on(one),
    )


def _due_on(one: Transfer) -> date | None:
    """By when an answer is owed, told to both sides: the rule is nobody's secret."""
    if one.answered_at is not None:
        return None
    rule = catalogue().clock("transfer-answer", on=london_day(one.created_at))
    return clocks.due(rule, started_at=one.created_at, calendar=catalogue().calendar()).on
