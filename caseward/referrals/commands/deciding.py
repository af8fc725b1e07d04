"""The end of intake: the step by which the app that records the gateway decision marks the referral decided."""

from collections.abc import Mapping
from uuid import UUID

from caseward.foundation.commands import Context, step
from caseward.kernel.pathways import may_close
from caseward.kernel.pathways.facts import FactValue
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies
from caseward.referrals.commands.moving import pathway_of
from caseward.referrals.models import Referral
from caseward.referrals.queries.facts import facts_of
from caseward.referrals.vocabulary import Stage


@step
def mark_decided(
    ctx: Context, *, referral: Referral, outcome: str, decision_id: UUID, established: Mapping[str, FactValue]
) -> None:
    """End intake with an outcome of its pathway, every closing gate met; `established` are the decision's own facts."""
    ctx.require(policies.is_undecided(referral))
    facts = facts_of(viewer=ctx.actor, referral=referral, today=ctx.today).with_these(established)
    pathway = pathway_of(referral)
    ctx.require(may_close(pathway, facts=facts, stage=referral.stage, outcome=outcome), on="outcome")
    ctx.change(referral, stage=Stage.DECIDED, outcome=outcome, decided_at=ctx.now, decision_id=decision_id)
    obligations.fulfil(ctx, about_id=referral.pk, rule_key="gateway-decision", how=outcome)
    obligations.withdraw_all(ctx, about_id=referral.pk, how="decided")
    ctx.record(events.ReferralDecided(referral_id=referral.pk, outcome=outcome, decision_id=decision_id))
