"""What several of the verbs ask first."""

from uuid import UUID

from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.foundation.commands import Context
from caseward.panels import policies
from caseward.panels.models import Approval, Item, Sitting


def require_all(ctx: Context, asked: policies.Unmet) -> None:
    """Each of the answers, on the field that it is about."""
    for field, answer in asked:
        ctx.require(answer, on=field)


def is_approved(sitting_id: UUID) -> bool:
    """Whether the minutes of a sitting that the actor may know are approved."""
    return Approval.objects.filter(sitting_id=sitting_id, item__isnull=True).exists()


def item_worked_on(ctx: Context, item_id: UUID) -> tuple[Item, Case]:
    """An item of a sitting that the actor may know, with case and sitting locked; NotVisible, NotPermitted.

    In this order, as everywhere: the case first. While the sitting is locked nobody approves its minutes.
    """
    item = ctx.get(Item.objects.visible_to(ctx.actor), item_id)
    case = ctx.lock(Case.objects.visible_to(ctx.actor), item.case_id)
    item.sitting = ctx.lock(Sitting.objects.visible_to(ctx.actor), item.sitting_id)
    ctx.authorise(case_policies.may_work_on(ctx.actor, case))
    return item, case
