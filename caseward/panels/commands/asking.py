"""What several of the verbs ask first."""

from uuid import UUID

from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import NotVisible
from caseward.panels import policies
from caseward.panels.models import Approval, Item, Sitting
from caseward.panels.queries import Standing, standing
from caseward.panels.vocabulary import Kept


def require_all(ctx: Context, asked: policies.Unmet) -> None:
    """Each of the answers, on the field that it is about."""
    for field, answer in asked:
        ctx.require(answer, on=field)


def is_approved(sitting_id: UUID) -> bool:
    """Whether the minutes of a sitting that the actor may know are approved."""
    return Approval.objects.filter(sitting_id=sitting_id, item__isnull=True).exists()


def item_worked_on(ctx: Context, item_id: UUID) -> tuple[Item, Case]:
    """An item of a case on which the actor works, the case locked; NotVisible, NotPermitted."""
    item, case, _ = item_known(ctx, item_id)
    ctx.authorise(case_policies.may_work_on(ctx.actor, case))
    return item, case


def item_minuted(ctx: Context, item_id: UUID) -> tuple[Item, Case, Kept]:
    """An item on whose minute the actor works, with case and sitting locked; NotVisible, NotPermitted.

    In this order, as everywhere: the case first. While the sitting is locked nobody approves its minutes.
    """
    item, case, stands = item_known(ctx, item_id)
    item.sitting = ctx.lock(Sitting.objects.visible_to(ctx.actor), item.sitting_id)
    kept = Kept(case.compartment_id, stands.held_in, stands.is_gone)
    ctx.authorise(policies.may_minute(ctx.actor, kept))
    return item, case, kept


def item_known(ctx: Context, item_id: UUID) -> tuple[Item, Case, Standing]:
    """An item that the actor may know, with its case locked; NotVisible."""
    item = ctx.get(Item.objects.visible_to(ctx.actor), item_id)
    case = ctx.lock(Case.objects.visible_to(ctx.actor), item.case_id)
    stands = standing(viewer=ctx.actor, item_ids=[item.pk]).get(item.pk)
    if stands is None:
        raise NotVisible
    return item, case, stands
