"""Decisions that rest on the whole history and on two people, as a definition says (failings F63)."""

from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.models import Case, HistoryRead
from caseward.cases.queries.history import by_two, grew_at, has_read_history, rules_on
from caseward.cases.queries.matters import matter_of
from caseward.cases.queries.ranks import ranked_for
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.decisions import commands as decisions
from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Decided
from caseward.foundation.commands import Context, command


@command
def read_history(ctx: Context, *, case_id: CaseId, until: str) -> UUID:
    """Say that one has read everything that is known of whom the case is about, as it stood on the page.

    `until` is when it had last grown, as the page said ("" for nothing): what came meanwhile is to be read, too.
    """
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_read(ctx.actor, case))
    grew = grew_at(viewer=ctx.actor, case=case)
    ctx.require(policies.is_what_was_shown(until, grew.isoformat() if grew else ""))
    read = ctx.add(HistoryRead(compartment_id=case.compartment_id, case=case))
    ctx.record(events.HistoryRead(case_id=case.pk, history_read_id=read.pk))
    return read.pk


@command
def decide_on_history(
    ctx: Context, *, case_id: CaseId, version: int, decision: str, decided: Decided
) -> UUID:
    """Decide first what a definition ties to the whole history; nothing follows before a second person agrees."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    rule = rules_on(case.pathway_key).get(decision)
    held = ranked_for(viewer=ctx.actor, case=case, rule=rule, part="decided_by", on=ctx.today)
    ctx.authorise(policies.may_decide_on_history(ctx.actor, case, rule, held))
    ctx.require(policies.is_open(case))
    ctx.require(policies.has_read(is_read=has_read_history(viewer=ctx.actor, case=case)))
    ctx.require(policies.is_an_outcome_of(rule, decided.outcome), on="outcome")
    return decisions.record_decision(ctx, about=matter_of(case), decided=decided).pk


@command
def second_decision(
    ctx: Context, *, case_id: CaseId, decision_id: UUID, approves: bool, because: str
) -> CaseId:
    """Agree or disagree as the second, who has read the history himself; it dies with whatever is added to that."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    record = ctx.get(DecisionRecord.objects.visible_to(ctx.actor).filter(about_id=case.pk), decision_id)
    found = by_two(viewer=ctx.actor, case=case, decision_id=decision_id)
    rule = rules_on(case.pathway_key).get(record.question)
    held = ranked_for(viewer=ctx.actor, case=case, rule=rule, part="seconded_by", on=ctx.today)
    ctx.authorise(policies.may_second(ctx.actor, case, record, rule, held))
    ctx.require(policies.is_open(case))
    ctx.require(policies.waits_for_a_second(found.state))
    ctx.require(policies.has_read(is_read=has_read_history(viewer=ctx.actor, case=case)))
    decisions.countersign(ctx, record=record, approves=approves, because=because)
    if approves:
        chronology.enter_decision(ctx, about=matter_of(case), decision=record)
    return case_id
