"""Entering what is out on a person, each attempt, the weekly review, and its end (failings F62)."""

from datetime import date, datetime
from uuid import UUID

from caseward.cases import policies as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel import references
from caseward.kernel.clocks.moments import start_of
from caseward.obligations import commands as obligations
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.outstanding import events, policies, queries
from caseward.outstanding.models import Attempt, Item
from caseward.outstanding.vocabulary import ItemId, Tried
from caseward.workforce import queries as workforce


@command
def enter_item(
    ctx: Context, *, case_id: CaseId, sort: str, since: date, words: str, owner_id: UUID
) -> ItemId:
    """Enter a warrant, a recall or lost contact: from that day an attempt is owed, from today a weekly review."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(cases.may_work_on(ctx.actor, case))
    ctx.require(cases.is_open(case))
    ctx.require(policies.is_a_sort(sort, known=queries.sorts()), on="sort")
    ctx.require(policies.began_in_its_time(since, today=ctx.today), on="since")
    ctx.require(
        policies.is_said(words, wants="Say what it is: by which court or prison, and its number."), on="words"
    )
    _require_owner(ctx, case.compartment_id, owner_id)
    item = ctx.add(
        Item(
            compartment_id=case.compartment_id,
            case=case,
            sort=sort,
            since=since,
            words=words,
            owner_id=owner_id,
        )
    )
    _happen(ctx, item, "outstanding.began", at=start_of(since))
    _happen(ctx, item, "outstanding.entered", at=ctx.now)
    ctx.record(events.ItemEntered(item_id=item.pk, case_id=case.pk, sort=sort, owner_id=owner_id))
    return ItemId(item.pk)


@command
def record_attempt(ctx: Context, *, item_id: ItemId, tried: Tried) -> ItemId:
    """Record an attempt: who tried where, and what came of it; the next is owed from then."""
    item = _worked_on(ctx, item_id)
    began = start_of(item.since)
    ctx.require(
        policies.was_tried_in_its_time(at=tried.occurred_at, began=began, now=ctx.now), on="occurred_at"
    )
    for field in ("by", "place", "outcome"):
        ctx.require(policies.is_said(getattr(tried, field), wants=WANTED[field]), on=field)
    ctx.add(
        Attempt(
            compartment_id=item.compartment_id,
            item=item,
            occurred_at=tried.occurred_at,
            by=tried.by,
            place=tried.place,
            outcome=tried.outcome,
        )
    )
    _happen(ctx, item, "outstanding.attempted", at=tried.occurred_at)
    ctx.record(events.ItemAttempted(item_id=item.pk, case_id=item.case_id))
    return item_id


@command
def review_item(ctx: Context, *, item_id: ItemId, version: int, owner_id: UUID) -> ItemId:
    """Say who pursues it from now on; the next review is owed in a week."""
    item = _worked_on(ctx, item_id, version)
    _require_owner(ctx, item.compartment_id, owner_id)
    if owner_id != item.owner_id:
        obligations.hand_over(ctx, about_id=item.pk, from_id=item.owner_id, to_id=owner_id)
        ctx.change(item, owner_id=owner_id)
    _happen(ctx, item, "outstanding.reviewed", at=ctx.now)
    ctx.record(events.ItemReviewed(item_id=item.pk, case_id=item.case_id, owner_id=owner_id))
    return item_id


@command
def end_item(ctx: Context, *, item_id: ItemId, version: int, ended_as: str, because: str) -> ItemId:
    """Say how it ended and on what that rests; nothing more is owed about it."""
    item = _worked_on(ctx, item_id, version)
    ctx.require(policies.can_end_as(ended_as, queries.sorts()[item.sort]), on="ended_as")
    ctx.require(policies.is_said(because, wants="Say on what that rests."), on="because")
    ctx.change(item, ended_at=ctx.now, ended_by_id=ctx.actor.id, ended_as=ended_as, ended_because=because)
    _happen(ctx, item, "outstanding.ended", at=ctx.now)
    ctx.record(events.ItemEnded(item_id=item.pk, case_id=item.case_id, ended_as=ended_as))
    return item_id


@command
def view_items(ctx: Context, *, case_id: CaseId) -> queries.OfCase:
    """Read what is out on the person of a case; that it was read is recorded."""
    found = queries.of_case(viewer=ctx.actor, case_id=case_id)
    if found is None:
        raise NotVisible
    _read(ctx, case_id)
    return found


@command
def view_item(ctx: Context, *, item_id: ItemId) -> queries.ItemFile:
    """Read one item with its attempts; that it was read is recorded."""
    found = queries.item(viewer=ctx.actor, item_id=item_id, now=ctx.now)
    if found is None:
        raise NotVisible
    _read(ctx, CaseId(found.row.case_id))
    return found


WANTED = {
    "by": "Say who tried.",
    "place": "Say where.",
    "outcome": "Say what came of it.",
}


def _read(ctx: Context, case_id: CaseId) -> None:
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(cases.may_read(ctx.actor, case))
    ctx.record(events.ItemsViewed(case_id=case.pk))


def _worked_on(ctx: Context, item_id: ItemId, version: int | None = None) -> Item:
    item = ctx.lock(Item.objects.visible_to(ctx.actor).select_related("case"), item_id, version=version)
    ctx.authorise(cases.may_work_on(ctx.actor, item.case))
    ctx.require(policies.is_out(item))
    return item


def _require_owner(ctx: Context, compartment_id: UUID, owner_id: UUID) -> None:
    able = workforce.colleagues(viewer=ctx.actor, compartment_id=compartment_id, capability="case.write")
    ctx.require(policies.can_pursue(can=owner_id in {one.id for one in able}), on="owner_id")


def _happen(ctx: Context, item: Item, code: str, *, at: datetime) -> None:
    obligations.happened(
        ctx,
        about=Matter(
            id=item.pk,
            kind=MatterKind.OUTSTANDING,
            reference=references.shown(item.case.reference),
            compartment_id=item.compartment_id,
        ),
        code=code,
        at=at,
        rules=() if item.ended_at else queries.clocks(),
        owner_id=item.owner_id,
        withdraws=catalogue().happenings_on(ctx.today)[code].withdraws,
    )
