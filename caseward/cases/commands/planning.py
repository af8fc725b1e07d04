"""The support plan: written once a case is adopted, every factor answered by an action or a reason (F13, F21)."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.commands.happening import happen
from caseward.cases.models import Action, Case, Cover, Factor, SupportPlan
from caseward.cases.queries.plans import titles
from caseward.cases.vocabulary import CaseId, Presence
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.decisions import Allowed, Decision, Refused


@command
def write_plan(ctx: Context, *, case_id: CaseId, aims: str, agreed_with: str, review_on: date) -> UUID:
    """Write the support plan, or write it anew; what it said before stays."""
    case = _worked_on(ctx, case_id)
    ctx.require(
        policies.has_words(aims, code="case.plan-without-aims", wants="Say what support sets out to do."),
        on="aims",
    )
    ctx.require(
        policies.has_words(agreed_with, code="case.plan-with-nobody", wants="Say with whom it was agreed."),
        on="agreed_with",
    )
    ctx.require(_is_still_to_come(review_on, today=ctx.today), on="review_on")
    plan = ctx.add(
        SupportPlan(
            compartment_id=case.compartment_id,
            case=case,
            aims=aims,
            agreed_with=agreed_with,
            review_on=review_on,
        )
    )
    happen(ctx, case=case, code="case.plan-written")
    ctx.record(events.PlanWritten(case_id=case.pk, plan_id=plan.pk))
    return plan.pk


@command
def record_factor(ctx: Context, *, case_id: CaseId, key: str, presence: Presence, evidence: str) -> UUID:
    """Record a factor of vulnerability that the assessment found present, and on what that rests."""
    case = _worked_on(ctx, case_id)
    ctx.require(_is_a_factor(key, known=titles()), on="key")
    ctx.require(_is_new_factor(is_there=_is_there(case, key)), on="key")
    ctx.require(
        policies.has_words(evidence, code="case.factor-without-evidence", wants="Say on what it rests."),
        on="evidence",
    )
    factor = ctx.add(
        Factor(compartment_id=case.compartment_id, case=case, key=key, presence=presence, evidence=evidence)
    )
    ctx.record(events.FactorRecorded(case_id=case.pk, factor_id=factor.pk, presence=presence))
    return factor.pk


@command
def answer_factor(
    ctx: Context,
    *,
    factor_id: UUID,
    version: int,
    action_ids: Collection[UUID] = (),
    no_action_because: str = "",
) -> CaseId:
    """Say which actions answer a factor, or why none is needed (failings F13)."""
    factors = Factor.objects.visible_to(ctx.actor).select_related("case")
    factor = ctx.lock(factors, factor_id, version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, factor.case))
    ctx.require(policies.is_open(factor.case))
    ctx.require(_is_answered(actions=len(action_ids), because=no_action_because), on="no_action_because")
    actions = list(factor.case.actions.filter(pk__in=action_ids))
    if len(actions) != len(set(action_ids)):
        raise NotVisible
    _cover(ctx, factor, actions)
    ctx.change(factor, no_action_because=no_action_because.strip())
    ctx.record(
        events.FactorAnswered(case_id=factor.case_id, factor_id=factor.pk, actions=len(set(action_ids)))
    )
    return CaseId(factor.case_id)


def _cover(ctx: Context, factor: Factor, actions: Collection[Action]) -> None:
    said = set(factor.covers.values_list("action_id", flat=True))
    fresh = [one for one in actions if one.pk not in said]
    ctx.add_all([Cover(compartment_id=factor.compartment_id, factor=factor, action=one) for one in fresh])


def _is_there(case: Case, key: str) -> bool:
    return key != "OTHER" and Factor.objects.filter(case=case, key=key).exists()


def _worked_on(ctx: Context, case_id: CaseId) -> Case:
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_open(case))
    return case


def _is_a_factor(key: str, *, known: Mapping[str, str]) -> Decision:
    """A published one, or something else in words."""
    if key in known:
        return Allowed("a published factor")
    return Refused("case.no-such-factor", "This is no published factor.", "Choose one, or something else.")


def _is_new_factor(*, is_there: bool) -> Decision:
    """Each factor once."""
    if not is_there:
        return Allowed("not recorded yet")
    return Refused(
        "case.factor-recorded", "This factor is recorded already.", "Say there what answers it now."
    )


def _is_answered(*, actions: int, because: str) -> Decision:
    """A factor has an action or a reason why none is needed, and not both (failings F13)."""
    if bool(actions) != bool(because.strip()):
        return Allowed("answered")
    return Refused(
        "case.factor-unanswered",
        "A factor is answered by at least one action, or by the reason why none is needed.",
        "Choose the actions, or give the reason, and not both.",
    )


def _is_still_to_come(day: date, *, today: date) -> Decision:
    """A plan is looked at again on a day that is still to come."""
    if day > today:
        return Allowed("still to come")
    return Refused(
        "case.plan-review-past", "The plan would be looked at again in the past.", "Give a later day."
    )
