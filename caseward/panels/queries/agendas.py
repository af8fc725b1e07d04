"""Items of agendas with all that belongs to them: as many questions however many items there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Min, QuerySet

from caseward.cases.queries.headings import CaseHeading, headings
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.panels.models import Addendum, Agreed, Approval, Feedback, Item, Outcome, Sitting
from caseward.panels.queries.homes import standing
from caseward.panels.vocabulary import Answered, Became, Closed, ItemId, Kept, SittingId, Sort, sort_of


P = TypeVar("P", Outcome, Feedback, Agreed, Approval, Addendum)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action that came out of an item, and what came of it."""

    text: str
    accountable: str
    due_on: date | None
    settled: str


@dataclass(frozen=True, slots=True)
class AdditionRow:
    """What was added to approved minutes."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with what became of it; `closed` is None while it is blank."""

    id: ItemId
    compartment_id: UUID
    sitting_id: SittingId
    sort: Sort
    held_at: datetime
    kept: Kept
    case: CaseHeading
    question: str
    is_referrer_invited: bool
    invited_because: str
    put_forward_by: str
    closed: Closed | None
    signed_id: UUID | None
    answered: Answered | None
    actions: tuple[ActionRow, ...]
    is_approved: bool
    additions: tuple[AdditionRow, ...]

    @property
    def is_discussed(self) -> bool:
        """Whether something was decided."""
        return self.closed is not None and self.closed.became is not Became.NOT_DISCUSSED


@query
def agenda(*, viewer: Actor, sitting_id: UUID) -> tuple[ItemRow, ...]:
    """The items of a sitting that the viewer may know, in the order in which they were put forward."""
    sitting = Sitting.objects.visible_to(viewer).filter(pk=sitting_id)
    return _rows(viewer, Item.objects.visible_to(viewer).filter(sitting__in=sitting))


@query
def items_of_case(*, viewer: Actor, case_id: UUID) -> tuple[ItemRow, ...]:
    """Where a case was put forward, the latest sitting first."""
    found = _rows(viewer, Item.objects.visible_to(viewer).filter(case_id=case_id))
    return tuple(sorted(found, key=lambda row: row.held_at, reverse=True))


@query
def one_item(*, viewer: Actor, item_id: UUID) -> ItemRow:
    """One item; NotVisible for none that the viewer may know of."""
    found = _rows(viewer, Item.objects.visible_to(viewer).filter(pk=item_id))
    if not found:
        raise NotVisible
    return found[0]


@query
def unanswered_since(*, viewer: Actor, case_id: UUID) -> datetime | None:
    """Since when the referrer of a case waits to be told what came of it; None when nobody waits."""
    closed = Outcome.objects.visible_to(viewer).filter(item__case_id=case_id)
    waiting = closed.exclude(item__in=Feedback.objects.visible_to(viewer).values("item"))
    first: datetime | None = waiting.aggregate(first=Min("created_at"))["first"]
    return first


def _rows(viewer: Actor, found: QuerySet[Item]) -> tuple[ItemRow, ...]:
    """Shown to whoever reads the case and the cases of a unit: the one that held the sitting, or holds the case now."""
    items = list(found.filter(compartment_id__in=viewer.where("case.read")).select_related("created_by"))
    stands = standing(viewer=viewer, item_ids=[one.pk for one in items])
    known = headings(viewer=viewer, case_ids={one.case_id for one in items if one.pk in stands})
    items = [one for one in items if one.pk in stands and one.case_id in known]
    ids = [one.pk for one in items]
    outcomes = {one.item_id: one for one in _of(viewer, Outcome, ids)}
    feedback = {one.item_id: one for one in _of(viewer, Feedback, ids)}
    approved = {one.item_id for one in _of(viewer, Approval, ids)}
    agreed = list(_of(viewer, Agreed, ids).select_related("action"))
    added = list(_of(viewer, Addendum, ids).select_related("created_by"))
    return tuple(
        ItemRow(
            id=ItemId(one.pk),
            compartment_id=one.compartment_id,
            sitting_id=SittingId(one.sitting_id),
            sort=sort_of(stands[one.pk].sort),
            held_at=stands[one.pk].held_at,
            kept=Kept(one.compartment_id, stands[one.pk].held_in, stands[one.pk].is_gone),
            case=known[one.case_id],
            question=one.question,
            is_referrer_invited=one.is_referrer_invited,
            invited_because=one.invited_because,
            put_forward_by=one.created_by.name,
            closed=_closed(outcomes.get(one.pk)),
            signed_id=outcomes[one.pk].signed_id if one.pk in outcomes else None,
            answered=_answered(feedback.get(one.pk)),
            actions=tuple(_action(each) for each in agreed if each.item_id == one.pk),
            is_approved=one.pk in approved,
            additions=tuple(additions(each for each in added if each.item_id == one.pk)),
        )
        for one in items
    )


def additions(added: Iterable[Addendum]) -> list[AdditionRow]:
    """What was added, by whom and when."""
    return [AdditionRow(each.text, each.created_by.name, each.created_at) for each in added]


def _of(viewer: Actor, kind: type[P], item_ids: Collection[UUID]) -> QuerySet[P]:
    """What belongs to items, oldest first, so that the newest stands."""
    found: QuerySet[P] = kind.objects.visible_to(viewer).filter(item_id__in=item_ids)
    return found.order_by("created_at", "id")


def _closed(outcome: Outcome | None) -> Closed | None:
    if outcome is None:
        return None
    return Closed(
        became=Became(outcome.became),
        decision=outcome.decision,
        rationale=outcome.rationale,
        dissent=outcome.dissent,
        because=outcome.because,
    )


def _answered(feedback: Feedback | None) -> Answered | None:
    if feedback is None:
        return None
    return Answered(is_sent=feedback.is_sent, on=feedback.on, words=feedback.words)


def _action(agreed: Agreed) -> ActionRow:
    action = agreed.action
    return ActionRow(action.text, action.accountable, action.due_on, action.settled_words or "")
