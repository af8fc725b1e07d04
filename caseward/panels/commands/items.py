"""An item from the day it is put forward until everything that it left behind is done (failings F17, F25)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.decisions.queries import decisions_about
from caseward.foundation.commands import Context, command
from caseward.obligations import commands as obligations
from caseward.panels import events, policies, queries
from caseward.panels.commands.asking import is_approved, item_minuted, item_worked_on, require_all
from caseward.panels.commands.counting import bring_about, enter
from caseward.panels.models import Agreed, Approval, Feedback, Item, Outcome, Sitting
from caseward.panels.vocabulary import Answered, Asked, Became, Closed, ItemId, SittingId


FEEDBACK, CARRIED = "referrer-feedback", "carried-over"


@command
def put_forward(ctx: Context, *, case_id: CaseId, sitting_id: SittingId, asked: Asked) -> ItemId:
    """Put a case on the agenda of a sitting with its question, and say whether the referrer is invited and why."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(case_policies.may_work_on(ctx.actor, case))
    ctx.require(case_policies.is_open(case))
    sitting = ctx.lock(Sitting.objects.visible_to(ctx.actor), sitting_id)
    ctx.authorise(policies.may_arrange(ctx.actor, sitting.compartment_id))
    ctx.require(policies.is_unapproved(is_approved=is_approved(sitting.pk)), on="sitting")
    home = queries.home_of(viewer=ctx.actor, case_id=case.pk)
    ctx.require(policies.is_of_its_unit(sitting, home=home), on="sitting")
    ctx.require(policies.takes(sitting, case), on="sitting")
    if sitting.held_at < ctx.now:
        ctx.require(case_policies.happened_in_its_time(case, at=sitting.held_at, now=ctx.now), on="sitting")
    is_there = Item.objects.filter(sitting=sitting, case=case).exists()
    ctx.require(policies.is_once(is_there=is_there), on="sitting")
    require_all(ctx, policies.unmet_by_asking(asked))
    item = ctx.add(
        Item(
            compartment_id=case.compartment_id,
            sitting=sitting,
            case=case,
            question=asked.question.strip(),
            is_referrer_invited=bool(asked.is_referrer_invited),
            invited_because=asked.invited_because.strip(),
        )
    )
    _say(ctx, case, "case.put-on-agenda", at=ctx.now)
    ctx.record(events.ItemPutForward(item_id=item.pk, case_id=case.pk))
    return ItemId(item.pk)


@command
def close_item(ctx: Context, *, item_id: ItemId, closed: Closed) -> UUID:
    """Record what became of an item; the clocks of its case learn of it, and the referrer is owed an answer."""
    item, case, kept = item_minuted(ctx, item_id)
    ctx.require(policies.has_begun(item.sitting, now=ctx.now))
    ctx.require(policies.is_unapproved(is_approved=Approval.objects.filter(item=item).exists()))
    signed_id = _signed_since(ctx, item)
    require_all(ctx, policies.unmet_by_closing(closed, is_signed=signed_id is not None))
    before = set(Outcome.objects.filter(item=item).values_list("became", flat=True))
    was_discussed = bool(before - {Became.NOT_DISCUSSED.value})
    ctx.require(policies.stays_discussed(closed, was_discussed=was_discussed), on="became")
    waits = queries.unanswered_since(viewer=ctx.actor, case_id=case.pk)
    outcome = ctx.add(_outcome(item, closed, signed_id))
    if not before:
        is_owed = waits is None and case.referral_id is not None
        _say(ctx, case, "case.item-closed", at=ctx.now, begins=(FEEDBACK,) if is_owed else ())
    if closed.became is Became.NOT_DISCUSSED:
        _carry_over(ctx, case, item, is_gone=kept.is_gone)
    elif not was_discussed:
        obligations.fulfil(ctx, about_id=case.pk, rule_key=CARRIED, how="discussed")
        bring_about(ctx, case=case, sitting=item.sitting)
    if not before or (closed.became is not Became.NOT_DISCUSSED and not was_discussed):
        enter(ctx, case=case, sitting=item.sitting, closed=closed)
    ctx.record(events.ItemClosed(item_id=item.pk, case_id=case.pk, became=closed.became.value))
    return outcome.pk


@command
def answer_referrer(ctx: Context, *, item_id: ItemId, answered: Answered) -> CaseId:
    """Record whether the referrer was told what came of an item, and what they said, or why not (failings F17)."""
    item, case = item_worked_on(ctx, item_id)
    ctx.require(policies.is_closed(is_closed=Outcome.objects.filter(item=item).exists()))
    ctx.require(policies.is_unanswered(is_answered=Feedback.objects.filter(item=item).exists()))
    require_all(ctx, policies.unmet_by_answer(answered, today=ctx.today))
    is_sent = bool(answered.is_sent)
    ctx.add(
        Feedback(
            compartment_id=item.compartment_id,
            item=item,
            is_sent=is_sent,
            on=answered.on if is_sent else None,
            words=answered.words.strip(),
        )
    )
    _say(ctx, case, "case.referrer-answered", at=ctx.now)
    since = queries.unanswered_since(viewer=ctx.actor, case_id=case.pk)
    if since is not None and case.referral_id is not None:
        _say(ctx, case, "case.item-closed", at=since, begins=(FEEDBACK,))
    ctx.record(events.ReferrerAnswered(item_id=item.pk, case_id=case.pk, is_sent=is_sent))
    return CaseId(case.pk)


@command
def agree_action(ctx: Context, *, item_id: ItemId, text: str, accountable: str, due_on: date) -> UUID:
    """Write down an action that came out of an item: who answers for it and by which day; it is one of the case's."""
    item, case = item_worked_on(ctx, item_id)
    ctx.require(case_policies.is_open(case))
    item.sitting = ctx.get(Sitting.objects.visible_to(ctx.actor), item.sitting_id)
    ctx.require(policies.has_begun(item.sitting, now=ctx.now))
    action = cases.write_down_action(ctx, case=case, text=text, accountable=accountable, due_on=due_on)
    ctx.add(Agreed(compartment_id=item.compartment_id, item=item, action=action))
    cases.chase_actions(ctx, case=case, is_agreed=True)
    ctx.record(events.ActionAgreed(item_id=item.pk, case_id=case.pk, action_id=action.pk))
    return action.pk


def _signed_since(ctx: Context, item: Item) -> UUID | None:
    """The decision on which the item rests already, or the newest about the case since the sitting began."""
    earlier = Outcome.objects.filter(item=item, signed__isnull=False).order_by("-created_at", "-id").first()
    if earlier is not None:
        return earlier.signed_id
    found = decisions_about(viewer=ctx.actor, about_ids=[item.case_id])
    return next((one.id for one in found if one.decided_at >= item.sitting.held_at), None)


def _outcome(item: Item, closed: Closed, signed_id: UUID | None) -> Outcome:
    is_decided = closed.became is not Became.NOT_DISCUSSED
    return Outcome(
        compartment_id=item.compartment_id,
        item=item,
        became=closed.became,
        decision=closed.decision.strip() if is_decided else "",
        rationale=closed.rationale.strip() if is_decided else "",
        dissent=closed.dissent.strip() if is_decided else "",
        because="" if is_decided else closed.because.strip(),
        signed_id=signed_id if closed.became is Became.ANSWERED else None,
    )


def _carry_over(ctx: Context, case: Case, item: Item, *, is_gone: bool) -> None:
    """Its owner puts it before the next sitting; while that is owed or done already, nothing more is."""
    is_done = not is_gone and Item.objects.filter(case=case, sitting__held_at__gt=ctx.now).exists()
    begins = () if case.closed_at or is_done else (CARRIED,)
    _say(ctx, case, "case.not-discussed", at=item.sitting.held_at, begins=begins)


def _say(ctx: Context, case: Case, code: str, *, at: datetime, begins: Collection[str] = ()) -> None:
    """What happened: it ends what it ends of all that is owed, and begins these unless they run already."""
    obligations.happened(ctx, about=matter_of(case), code=code, at=at, rules=begins, owner_id=case.owner_id)
