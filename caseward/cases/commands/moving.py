"""From stage to stage through the gates, each move with its decision."""

from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.commands.happening import happen_all
from caseward.cases.models import Case, Finding, SetAside
from caseward.cases.queries.facts import counted, facts_of
from caseward.cases.queries.matters import matter_of, pathway_of
from caseward.cases.queries.overrides import overrides_of
from caseward.cases.queries.ranks import ranked, ranked_to_find, ranked_to_move
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.decisions import commands as decisions
from caseward.decisions.vocabulary import Decided
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.pathways import Stage, may_move
from caseward.kernel.pathways.facts import Established


@command
def record_finding(ctx: Context, *, case_id: CaseId, fact: str, is_so: bool, because: str) -> UUID:
    """Record what a gate asks about as so or not so, with the reason; a later finding stands beside it."""
    case = _open(ctx, case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    if is_so:
        ctx.authorise(policies.is_of_rank(_ranked_to_find(ctx, case, fact)))
    ctx.require(_is_for_officers_to_find(fact), on="fact")
    ctx.require(policies.is_not_counted(fact, counted(viewer=ctx.actor, case=case)))
    ctx.require(
        policies.has_words(because, code="case.finding-without-reason", wants="Say on what it rests."),
        on="because",
    )
    finding = ctx.add(
        Finding(compartment_id=case.compartment_id, case=case, fact=fact, is_so=is_so, because=because)
    )
    ctx.record(events.FindingRecorded(case_id=case.pk, fact=fact, is_so=is_so))
    return finding.pk


@command
def set_gate_aside(ctx: Context, *, case_id: CaseId, gate: str, because: str) -> UUID:
    """Set a gate of the present stage aside; where it asks for a second person, two officers each say so."""
    case = _open(ctx, case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    needed = _set_aside_by(case, gate)
    ctx.require(_can_be_set_aside(gate, needed))
    ctx.authorise(ctx.actor.holds(needed, case.compartment_id))
    ctx.authorise(policies.is_of_rank(_ranked_to_set_aside(ctx, case, gate)))
    ctx.require(
        policies.has_words(
            because, code="case.set-aside-without-reason", wants="Say why it does not matter here."
        ),
        on="because",
    )
    row = ctx.add(
        SetAside(compartment_id=case.compartment_id, case=case, gate=gate, stage=case.stage, because=because)
    )
    ctx.record(events.GateSetAside(case_id=case.pk, gate=gate))
    return row.pk


@command
def move_case(ctx: Context, *, case_id: CaseId, version: int, to_stage: str, decided: Decided) -> CaseId:
    """Decide the question of the stage and go on to the next, every gate met or properly set aside (failings F14)."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    here = pathway_of(case).stage(case.stage)
    held = ranked_to_move(viewer=ctx.actor, case=case, on=ctx.today)
    ctx.authorise(
        policies.may_move(
            ctx.actor, case, decided_by=here.decided_by, title=here.decided_by_title, ranked=held
        )
    )
    ctx.require(policies.is_open(case))
    ctx.require(_leads_there(here, to_stage), on="outcome")
    record = decisions.record_decision(ctx, about=matter_of(case), decided=decided)
    facts = facts_of(viewer=ctx.actor, case=case, today=ctx.today).with_these({"decision_recorded": True})
    overrides = overrides_of(case)
    ctx.require(
        may_move(pathway_of(case), facts=facts, from_stage=case.stage, to_stage=to_stage, overrides=overrides)
    )
    ctx.change(case, stage=to_stage)
    codes = (*here.on_leaving, *pathway_of(case).stage(to_stage).on_entering)
    happen_all(ctx, case=case, what=[(code, ctx.now) for code in codes])
    chronology.enter_decision(ctx, about=matter_of(case), decision=record)
    ctx.record(events.CaseMoved(case_id=case.pk, to=to_stage, decision_id=record.pk))
    return case_id


def _open(ctx: Context, case_id: CaseId) -> Case:
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.require(policies.is_open(case))
    return case


def _ranked_to_find(ctx: Context, case: Case, fact: str) -> policies.Ranked:
    return ranked_to_find(viewer=ctx.actor, case=case, facts=[fact], on=ctx.today)


def _ranked_to_set_aside(ctx: Context, case: Case, gate: str) -> policies.Ranked:
    asked = pathway_of(case).gate(gate)
    return ranked(
        viewer=ctx.actor, case=case, rank=asked.decided_by_rank, capability=asked.overridable_by, on=ctx.today
    )


def _set_aside_by(case: Case, gate: str) -> str:
    """The capability that may set the gate aside; empty when nobody may, or when there is no such gate."""
    gates = {rule.key: rule.overridable_by for rule in pathway_of(case).gates}
    return gates.get(gate) or ""


def _leads_there(here: Stage, to_stage: str) -> Decision:
    if to_stage in here.leads_to:
        return Allowed("a way of the pathway")
    return Refused(
        "case.no-way",
        "The case does not go there from this stage.",
        "Choose one of the stages that come next.",
    )


def _is_for_officers_to_find(fact: str) -> Decision:
    known = catalogue().facts_about("case").get(fact)
    if known is not None and known.established is Established.RECORDED:
        return Allowed("an officer's to find")
    if known is not None and known.established is Established.HAPPENED:
        return Refused(
            "case.said-by-what-happened",
            "This is said by what happened in the case, and found by nobody.",
            "Record the threat, its grade or what was done about it; it stands here by itself.",
        )
    return Refused("case.no-such-finding", "This is not something an officer records as a finding.")


def _can_be_set_aside(gate: str, overridable_by: str) -> Decision:
    if overridable_by:
        return Allowed("may be set aside")
    return Refused(f"gate.{gate}", "This may not be set aside.", "Do what it asks for.")
