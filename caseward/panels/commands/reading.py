"""Reading an item, minutes, or where a case was put forward: each look is recorded."""

from dataclasses import dataclass

from caseward.cases import events as case_events
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, headings
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context, command
from caseward.panels import events, policies, queries
from caseward.panels.models import Addendum
from caseward.panels.queries import ItemRow, MemberRow, SittingRow
from caseward.panels.queries.agendas import AdditionRow, additions
from caseward.panels.vocabulary import ItemId, SittingId


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a sitting, as far as their reader may know them."""

    sitting: SittingRow
    members: tuple[MemberRow, ...]
    items: tuple[ItemRow, ...]
    additions: tuple[AdditionRow, ...]


@dataclass(frozen=True, slots=True)
class OfCase:
    """Where a case was put forward, and where it can be."""

    case: CaseHeading
    may_put_forward: bool
    items: tuple[ItemRow, ...]
    open: tuple[SittingRow, ...]


@command
def view_item(ctx: Context, *, item_id: ItemId) -> ItemRow:
    """Read an item of an agenda; that it was read is recorded."""
    item = queries.one_item(viewer=ctx.actor, item_id=item_id)
    case = ctx.get(Case.objects.visible_to(ctx.actor), item.case.id)
    ctx.authorise(case_policies.may_read(ctx.actor, case))
    ctx.record(events.ItemViewed(item_id=item.id, case_id=case.pk))
    return item


@command
def view_minutes(ctx: Context, *, sitting_id: SittingId) -> Minutes:
    """Read the minutes of a sitting; that they were read is recorded, and of each item as of its case."""
    sitting = queries.sitting(viewer=ctx.actor, sitting_id=sitting_id)
    ctx.authorise(policies.may_read(ctx.actor, sitting.compartment_id))
    items = queries.agenda(viewer=ctx.actor, sitting_id=sitting_id)
    added = Addendum.objects.visible_to(ctx.actor).filter(sitting_id=sitting_id, item__isnull=True)
    ctx.record(events.MinutesViewed(sitting_id=sitting_id))
    for one in items:
        ctx.record(events.ItemViewed(item_id=one.id, case_id=one.case.id))
    return Minutes(
        sitting=sitting,
        members=queries.members(viewer=ctx.actor, sitting_id=sitting_id),
        items=items,
        additions=tuple(additions(added.select_related("created_by"))),
    )


@command
def view_sittings_of_case(ctx: Context, *, case_id: CaseId) -> OfCase:
    """Read where a case was put forward and what became of it; that it was read is recorded."""
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(case_policies.may_read(ctx.actor, case))
    ctx.record(case_events.CaseViewed(case_id=case.pk))
    may = case.closed_at is None and case_policies.may_work_on(ctx.actor, case)
    return OfCase(
        case=headings(viewer=ctx.actor, case_ids=[case.pk])[case.pk],
        may_put_forward=bool(may),
        items=queries.items_of_case(viewer=ctx.actor, case_id=case.pk),
        open=queries.open_for(viewer=ctx.actor, case_id=case.pk, now=ctx.now) if may else (),
    )
