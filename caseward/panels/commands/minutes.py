"""Minutes: approved for the chair when nothing is blank, and from then on only added to (failings F25)."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.wording import gettext_noop
from caseward.panels import events, policies, queries
from caseward.panels.commands.asking import is_approved, item_minuted
from caseward.panels.models import Addendum, Approval, Item, Sitting
from caseward.panels.queries import ItemRow
from caseward.panels.vocabulary import ItemId, SittingId


@command
def approve_minutes(ctx: Context, *, sitting_id: SittingId, words: str) -> SittingId:
    """Approve the minutes for the chair, with each item that the approver may know and approve.

    An item that is kept from the approver neither hinders this nor is approved by it: somebody who may know its case
    approves it, then or later, on the same page.
    """
    sitting = ctx.lock(Sitting.objects.visible_to(ctx.actor), sitting_id)
    ctx.authorise(policies.may_approve(ctx.actor, sitting.compartment_id))
    ctx.require(policies.has_begun(sitting, now=ctx.now))
    wants = gettext_noop("Say how the chair agreed, and when.")
    ctx.require(policies.has_words(words, wants=wants), on="words")
    items = queries.agenda(viewer=ctx.actor, sitting_id=sitting.pk)
    ctx.require(policies.is_whole([str(one.id) for one in items if one.closed is None]))
    theirs = [one for one in items if not one.is_approved and _may(ctx, one)]
    approvals = [_of_item(sitting, one, words) for one in theirs]
    is_new = not is_approved(sitting.pk)
    if is_new:
        approvals.insert(
            0, Approval(compartment_id=sitting.compartment_id, sitting=sitting, words=words.strip())
        )
    ctx.require(policies.is_something_to_approve(is_something=bool(approvals)))
    ctx.add_all(approvals)
    # Said once of a sitting: a second time would tell whoever reads the ledger that an item was kept apart.
    if is_new:
        ctx.record(events.MinutesApproved(sitting_id=sitting.pk))
    for one in theirs:
        ctx.record(events.ItemApproved(item_id=one.id, case_id=one.case.id))
    return sitting_id


@command
def add_to_minutes(ctx: Context, *, sitting_id: SittingId, text: str, item_id: ItemId | None = None) -> UUID:
    """Add to approved minutes what was left out or has come since: to the whole, or to one item of them."""
    sitting = ctx.get(Sitting.objects.visible_to(ctx.actor), sitting_id)
    ctx.authorise(policies.may_arrange(ctx.actor, sitting.compartment_id))
    item = _item(ctx, sitting, item_id) if item_id else None
    approved = Approval.objects.filter(item=item).exists() if item else is_approved(sitting.pk)
    ctx.require(policies.is_approved(is_approved=approved))
    wants = gettext_noop("Write what is to be added.")
    ctx.require(policies.has_words(text, wants=wants), on="text")
    where = item.compartment_id if item else sitting.compartment_id
    added = ctx.add(Addendum(compartment_id=where, sitting=sitting, item=item, text=text.strip()))
    ctx.record(events.MinutesAddedTo(sitting_id=sitting.pk, addendum_id=added.pk))
    return added.pk


def _may(ctx: Context, one: ItemRow) -> bool:
    return bool(policies.may_approve_item(ctx.actor, one.kept))


def _item(ctx: Context, sitting: Sitting, item_id: ItemId) -> Item:
    item, _case, _kept = item_minuted(ctx, item_id)
    if item.sitting_id != sitting.pk:
        raise NotVisible
    return item


def _of_item(sitting: Sitting, one: ItemRow, words: str) -> Approval:
    return Approval(compartment_id=one.compartment_id, sitting=sitting, item_id=one.id, words=words.strip())
