"""A conflict of interest: declared by the officer, who knows of the case no longer, and decided on by another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from caseward.accounts.models import User
from caseward.cases.commands.owning import turn_down
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.commands.excluding import answered, close_off, let_in, shut_out
from caseward.compartments.commands.restricting import keep_for
from caseward.compartments.models import Exclusion
from caseward.compartments.vocabulary import CONFLICT, RESTRICT, Keeping
from caseward.foundation.commands import Context, command
from caseward.obligations import commands as obligations
from caseward.obligations.models import STILL_OWED, Obligation


@command
def declare_conflict(ctx: Context, *, case_id: CaseId, because: str) -> UUID:
    """Leave a case, and it alone, for a conflict of interest; a supervisor owes a decision how it is kept."""
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_declare(ctx.actor, shared.compartments))
    ctx.require(policies.has_words(because), on="because")
    me = ctx.get(User.objects.all(), ctx.actor.id)
    exclusion, apart = shut_out(ctx, shared=shared, user=me, because=because)
    _have_decided(ctx, shared.id)
    turn_down(ctx, case_id=case_id, because=because)
    ctx.record(events.ConflictDeclared(exclusion_id=exclusion.pk, case_id=shared.id, user_id=me.pk))
    close_off(ctx, exclusion=exclusion, shared=apart)
    return exclusion.pk


@command
def decide_conflict(
    ctx: Context,
    *,
    exclusion_id: UUID,
    version: int,
    decision: Keeping,
    because: str,
    people: Sequence[UUID] = (),
) -> CaseId:
    """Keep the case for named people without whoever declared a conflict, or say why that is not needed."""
    exclusion = ctx.lock(Exclusion.objects.visible_to(ctx.actor), exclusion_id, version=version)
    ctx.authorise(policies.may_decide(ctx.actor, exclusion))
    ctx.require(policies.is_undecided(exclusion))
    case_id = CaseId(exclusion.about_id or exclusion.pk)
    ctx.require(policies.has_words(because), on="because")
    said: dict[str, Any] = {"decided_at": ctx.now, "decided_by_id": ctx.actor.id, "decided_because": because}
    ctx.change(exclusion, decision=decision, **said)
    if decision is Keeping.NO_CONFLICT:
        let_in(ctx, exclusion=exclusion, because=because)
    else:
        answered(ctx, exclusion=exclusion, how=decision.value.lower())
    if decision is Keeping.NAMED:
        _keep_without(ctx, exclusion, case_id, people, because)
    how = decision.value.lower().replace("_", "-")
    ctx.record(events.ConflictDecided(exclusion_id=exclusion.pk, case_id=case_id, decision=how))
    return case_id


def _keep_without(
    ctx: Context, exclusion: Exclusion, case_id: CaseId, people: Sequence[UUID], because: str
) -> None:
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    left = policies.has_another_owner(owner_id=shared.owner_id, user_id=exclusion.user_id)
    ctx.require(left, on="decision")
    keep_for(ctx, shared=shared, people=people, because=because)


def _have_decided(ctx: Context, case_id: UUID) -> None:
    """One decision is owed for all that nobody has decided on yet."""
    if not Obligation.objects.filter(STILL_OWED, about_id=case_id, rule_key=CONFLICT).exists():
        case = ctx.get(Case.objects.visible_to(ctx.actor).select_related("nominal"), case_id)
        about = matter_of(case)
        obligations.owe(ctx, about=about, rule_key=CONFLICT, started_at=ctx.now, capability=RESTRICT)
