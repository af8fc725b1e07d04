"""Reopening a closed case: a supervisor's decision, an owner, and the clocks of where it stood (failings F03, F28)."""

from datetime import datetime
from uuid import UUID

from caseward.accounts.models import User
from caseward.cases import events, policies
from caseward.cases.commands.happening import happen_all
from caseward.cases.commands.owning import make_offer
from caseward.cases.models import Case, Ownership
from caseward.cases.queries.closing import closed_from
from caseward.cases.queries.matters import matter_of, pathway_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.decisions import commands as decisions
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.obligations import commands as obligations
from caseward.obligations.models import Obligation


@command
def reopen_case(
    ctx: Context, *, case_id: CaseId, version: int, decided: Decided, offer_to_id: UUID
) -> CaseId:
    """Reopen a case at the stage from which it was closed, owned by the decider until the officer accepts.

    What was closed stays on record; the clocks of the stage run anew, and what a published list says goes on.
    """
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    ctx.authorise(policies.may_reopen(ctx.actor, case))
    ctx.require(policies.is_closed(case))
    stage, closed_at = closed_from(case), case.closed_at
    ctx.require(policies.reopens_where_it_stood(stage, decided.outcome), on="outcome")
    record = decisions.record_decision(ctx, about=matter_of(case), decided=decided)
    ctx.change(
        case,
        stage=stage,
        owner_id=ctx.actor.id,
        closed_at=None,
        closed_by_id=None,
        outcome=None,
        retention_rule=None,
        retention_version=None,
        retention_review_on=None,
    )
    ctx.add(
        Ownership(compartment_id=case.compartment_id, case=case, owner_id=ctx.actor.id, starts_at=ctx.now)
    )
    chronology.enter_decision(ctx, about=matter_of(case), decision=record)
    _go_on(ctx, case, closed_at=closed_at)
    codes = ("case.opened", "case.reopened", *pathway_of(case).stage(stage).on_entering)
    happen_all(ctx, case=case, what=[(code, ctx.now) for code in codes])
    ctx.record(events.CaseReopened(case_id=case.pk, to=stage, decision_id=record.pk))
    if offer_to_id != ctx.actor.id:
        make_offer(ctx, case=case, to=ctx.get(User.objects.all(), offer_to_id), note="")
    return case_id


def _go_on(ctx: Context, case: Case, *, closed_at: datetime | None) -> None:
    """What the closing ended and nobody did is owed since it was owed before: a threat waits for it as it did."""
    ended = Obligation.objects.visible_to(ctx.actor).filter(
        about_id=case.pk,
        ended_at=closed_at,
        rule_key__in=catalogue().table("closing", "reopening")["goes_on"],
    )
    for one in ended.order_by("started_at", "id"):
        obligations.owe(
            ctx,
            about=matter_of(case),
            rule_key=one.rule_key,
            started_at=one.started_at,
            owed_by_id=case.owner_id,
            capability=one.capability,
        )
