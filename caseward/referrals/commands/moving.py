"""From step to step, by the rules of the intake pathway."""

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, step
from caseward.kernel.pathways import Pathway, may_move
from caseward.referrals import events
from caseward.referrals.models import Referral
from caseward.referrals.queries.facts import facts_of
from caseward.referrals.vocabulary import INTAKE, Stage


def pathway_of(referral: Referral) -> Pathway:
    """The version of the intake pathway under which the referral was taken in."""
    return catalogue().pathway(INTAKE, referral.pathway_version)


@step
def move_on(ctx: Context, *, referral: Referral, to: Stage) -> None:
    """Take the referral to a step, if every gate before it is met; Invalid says each one that is not."""
    facts = facts_of(viewer=ctx.actor, referral=referral, today=ctx.today)
    ctx.require(may_move(pathway_of(referral), facts=facts, from_stage=referral.stage, to_stage=to))
    ctx.change(referral, stage=to)
    ctx.record(events.ReferralMoved(referral_id=referral.pk, to=to))


@step
def go_back(ctx: Context, *, referral: Referral, to: Stage) -> None:
    """Take the referral back to an earlier step because what it stood on has changed; no gate bars that."""
    if _place(referral.stage) > _place(to):
        ctx.change(referral, stage=to)
        ctx.record(events.ReferralMoved(referral_id=referral.pk, to=to))


def _place(stage: str) -> int:
    return [each.value for each in Stage].index(stage)
