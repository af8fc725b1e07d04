"""Closing: proposed by one with the look-back done, approved by another through every gate (failings F03, F23)."""

from collections.abc import Collection
from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.commands.happening import happen
from caseward.cases.models import Case, Closing, Ownership
from caseward.cases.queries.closing import held_open, look_back, rules
from caseward.cases.queries.facts import closing_facts, facts_of
from caseward.cases.queries.matters import matter_of, pathway_of
from caseward.cases.queries.overrides import overrides_of
from caseward.cases.vocabulary import CaseId, ClosureAnswer
from caseward.chronology import commands as chronology
from caseward.decisions import commands as decisions
from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.dates import age_on
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.pathways import may_close
from caseward.kernel.retention import Disposal, Held, RecordFacts, disposal


@command
def propose_closing(
    ctx: Context, *, case_id: CaseId, version: int, decided: Decided, looked_back_at: Collection[UUID]
) -> UUID:
    """Propose to close the case: its outcome and reasons, and each entry of the last 90 days acknowledged.

    Refused, and the refusal recorded, while a gap, an action or a risk stands open.
    """
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    ctx.authorise(policies.may_propose_closing(ctx.actor, case))
    ctx.require(policies.is_open(case))
    is_open = case.closings.filter(answered_at__isnull=True).exists()
    ctx.require(policies.has_no_open_closing(is_open=is_open))
    ctx.require(_is_an_outcome(case, decided.outcome), on="outcome")
    record = decisions.record_decision(ctx, about=matter_of(case), decided=decided)
    closing = Closing(
        compartment_id=case.compartment_id,
        case=case,
        outcome=decided.outcome,
        rationale=decided.rationale,
        stage=case.stage,
        decision_id=record.pk,
        looked_back_at=list(looked_back_at),
    )
    # The second person is the one gate that a proposal cannot meet yet.
    _require_gates(ctx, case, closing, is_approved=True)
    ctx.add(closing)
    ctx.record(events.ClosingProposed(case_id=case.pk, closing_id=closing.pk, outcome=closing.outcome))
    return closing.pk


@command
def approve_closing(ctx: Context, *, closing_id: UUID, version: int, words: str) -> CaseId:
    """Approve as a second person: the case closes, and the day its record is looked at again follows from the rule."""
    closing = ctx.lock(
        Closing.objects.visible_to(ctx.actor).select_related("case"), closing_id, version=version
    )
    case = ctx.lock(Case.objects.visible_to(ctx.actor), closing.case_id)
    ctx.authorise(policies.may_answer_closing(ctx.actor, case, closing))
    ctx.require(_is_pending(closing))
    ctx.require(_same_stage(case, closing))
    ctx.require(
        policies.has_words(words, code="case.approved-silently", wants="Say why you agree."), on="words"
    )
    _require_gates(ctx, case, closing, is_approved=True)
    _answer(ctx, closing, ClosureAnswer.APPROVED, words)
    _close(ctx, case, closing)
    return CaseId(case.pk)


@command
def decline_closing(ctx: Context, *, closing_id: UUID, version: int, words: str) -> CaseId:
    """Decline as a second person, saying what is missing; the case goes on."""
    closing = ctx.lock(
        Closing.objects.visible_to(ctx.actor).select_related("case"), closing_id, version=version
    )
    ctx.authorise(policies.may_answer_closing(ctx.actor, closing.case, closing))
    ctx.require(_is_pending(closing))
    ctx.require(
        policies.has_words(words, code="case.declined-silently", wants="Say what is missing."), on="words"
    )
    _answer(ctx, closing, ClosureAnswer.DECLINED, words)
    ctx.record(events.ClosingDeclined(case_id=closing.case_id, closing_id=closing.pk))
    return CaseId(closing.case_id)


def _require_gates(ctx: Context, case: Case, closing: Closing, *, is_approved: bool) -> None:
    if closing.outcome not in rules()["at_once"]:
        until = held_open(viewer=ctx.actor, case=case, today=ctx.today)
        ctx.require(policies.is_not_held_open(until=until.until if until else None))
    seen = set(closing.looked_back_at)
    missed = sum(entry not in seen for entry in look_back(viewer=ctx.actor, case=case, today=ctx.today))
    established = closing_facts(closing, missed=missed, is_approved=is_approved)
    facts = facts_of(viewer=ctx.actor, case=case, today=ctx.today).with_these(established)
    # Refused on the form, and kept in the ledger like every refusal (failings F03).
    ctx.require(
        may_close(
            pathway_of(case),
            facts=facts,
            stage=case.stage,
            outcome=closing.outcome,
            overrides=overrides_of(case),
        )
    )


def _answer(ctx: Context, closing: Closing, answer: ClosureAnswer, words: str) -> None:
    ctx.change(closing, answered_at=ctx.now, answered_by_id=ctx.actor.id, answer=answer, answer_words=words)
    record = ctx.get(DecisionRecord.objects.visible_to(ctx.actor), closing.decision_id)
    is_approved = answer is ClosureAnswer.APPROVED
    decisions.countersign(ctx, record=record, approves=is_approved, because=words)
    if is_approved:
        chronology.enter_decision(ctx, about=matter_of(closing.case), decision=record)


def _close(ctx: Context, case: Case, closing: Closing) -> None:
    outcome = pathway_of(case).outcome(closing.outcome)
    kept = _review(ctx, case, rule_key=outcome.retention_rule)
    span = ctx.lock(
        Ownership.objects.filter(case=case),
        case.ownerships.filter(ends_at__isnull=True).values_list("pk")[:1],
    )
    ctx.change(span, ends_at=ctx.now)
    ctx.change(
        case,
        stage=outcome.ends_in,
        closed_at=ctx.now,
        closed_by_id=ctx.actor.id,
        outcome=closing.outcome,
        retention_rule=outcome.retention_rule,
        retention_version=catalogue().retention(outcome.retention_rule, on=ctx.today).version,
        retention_review_on=kept.review_on,
    )
    happen(ctx, case=case, code="case.closed")
    ctx.record(
        events.CaseClosed(
            case_id=case.pk, closing_id=closing.pk, outcome=closing.outcome, review_on=kept.review_on
        )
    )


def _review(ctx: Context, case: Case, *, rule_key: str) -> Disposal:
    """When the record is looked at again, from its outcome and the person's age when it began (DPA 2018 s.39)."""
    born = case.nominal.born if case.nominal else None
    ages = None if born is None else age_on(born, day=london_day(case.opened_at))
    facts = RecordFacts(
        closed_on=ctx.today,
        was_child=False if case.nominal is None else (None if ages is None else ages.youngest < 18),
        unfounded=rule_key == "prevent-unfounded",
    )
    found = disposal(facts, rule=catalogue().retention(rule_key, on=ctx.today), today=ctx.today)
    return found.once_lifted if isinstance(found, Held) else found


def _is_an_outcome(case: Case, outcome: str) -> Decision:
    if outcome in {one.key for one in pathway_of(case).outcomes}:
        return Allowed("an outcome of the pathway")
    return Refused(
        "case.no-such-outcome", "A case of this pathway does not end like this.", "Choose how it ends."
    )


def _is_pending(closing: Closing) -> Decision:
    if closing.answered_at is None:
        return Allowed("not answered yet")
    return Refused("case.closing-answered", "This proposal has been answered already.")


def _same_stage(case: Case, closing: Closing) -> Decision:
    if case.stage == closing.stage:
        return Allowed("the case stands where it stood")
    return Refused(
        "case.moved-since",
        "The case has moved on since its closing was proposed.",
        "Decline this proposal, and have it proposed anew.",
    )
