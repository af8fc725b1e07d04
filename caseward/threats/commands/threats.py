"""Recording a threat, grading it, the steps taken about it, and closing it (failings F53)."""

from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases import policies as case_policies
from caseward.cases.models import Case, PersonInCase
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context, command
from caseward.threats import events, models, policies, queries
from caseward.threats.commands.watching import MEANS, enter, find, keep_clocks
from caseward.threats.vocabulary import (
    Done,
    Judged,
    Part,
    Taken,
    Threat,
    ThreatId,
    published,
)


@command
def record_threat(ctx: Context, *, case_id: CaseId, threat: Threat) -> ThreatId:
    """Record a threat in its exact words; from when it was received its clocks run (failings F53)."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_record(ctx.actor, case))
    ctx.require(case_policies.is_open(case))
    ctx.require(policies.is_kept(case))
    people = {one.id: one for one in queries.people_of(viewer=ctx.actor, case=case)}
    for field, answer in policies.unmet_by_threat(threat, people=people, now=ctx.now):
        ctx.require(answer, on=field)
    made = ctx.add(_made(case, threat))
    _tie(ctx, made, threat)
    enter(ctx, case, "A threat was recorded.")
    find(ctx, case, "case.threat-received", "The record of the threat.")
    cases.happen(ctx, case=case, code="case.new-information")
    keep_clocks(ctx, case, how="threat-received", received_at=made.received_at)
    ctx.record(events.ThreatRecorded(threat_id=made.pk, case_id=case.pk))
    return ThreatId(made.pk)


@command
def grade_threat(ctx: Context, *, threat_id: ThreatId, judged: Judged) -> CaseId:
    """Grade a threat by intent, capability and immediacy, with the reason; a later grade reviews the earlier."""
    threat, case = _of_threat(ctx, threat_id)
    ctx.authorise(policies.may_grade(ctx.actor, case, judged.grade))
    _require_open(ctx, threat, case)
    for field, answer in policies.unmet_by_grade(judged):
        ctx.require(answer, on=field)
    known = published()
    ctx.add(
        models.Grade(
            compartment_id=threat.compartment_id,
            threat=threat,
            grade=judged.grade,
            aspects=dict(judged.aspects),
            because=judged.because,
            definition_version=known["version"],
        )
    )
    enter(ctx, case, f"A threat was graded: {known['grade'][judged.grade]['title']}.")
    find(ctx, case, MEANS.get(judged.grade, ""), judged.because)
    keep_clocks(ctx, case, how="threat-graded", at=ctx.now)
    ctx.record(events.ThreatGraded(threat_id=threat.pk, case_id=case.pk, grade=judged.grade))
    return CaseId(case.pk)


@command
def take_step(ctx: Context, *, threat_id: ThreatId, taken: Taken) -> CaseId:
    """Record a step: the decision owner told, the maker acted on, the warning, why not, or what was learnt since."""
    threat, case = _of_threat(ctx, threat_id)
    ctx.authorise(policies.may_take(ctx.actor, case, taken.done))
    ctx.require(case_policies.is_open(case))
    if taken.done is not Done.ADDED:
        ctx.require(policies.is_standing(threat))
    for field, answer in policies.unmet_by_step(taken, threat=threat, now=ctx.now):
        ctx.require(answer, on=field)
    ctx.add(
        models.ThreatStep(
            compartment_id=threat.compartment_id,
            threat=threat,
            done=taken.done,
            at=taken.at,
            who=taken.who,
            rank=taken.rank,
            edition=taken.edition,
            words=taken.words,
        )
    )
    enter(ctx, case, f"Of a threat: {taken.done.label}.")
    if taken.done is not Done.ADDED:
        find(ctx, case, MEANS.get(taken.done, ""), taken.words)
        keep_clocks(ctx, case, how=taken.done.value, at=taken.at)
    ctx.record(events.ThreatStepTaken(threat_id=threat.pk, case_id=case.pk, done=taken.done.value))
    return CaseId(case.pk)


@command
def close_threat(ctx: Context, *, threat_id: ThreatId, version: int, because: str) -> CaseId:
    """Close a threat of which every question has its answer, with the reason."""
    threat, case = _of_threat(ctx, threat_id, version)
    ctx.authorise(policies.may_close(ctx.actor, case))
    _require_open(ctx, threat, case)
    ctx.require(policies.says_why(because), on="because")
    ctx.require(policies.may_end(queries.threat_of(viewer=ctx.actor, threat=threat).missing))
    ctx.change(threat, closed_at=ctx.now, closed_by_id=ctx.actor.id, closed_because=because)
    enter(ctx, case, "A threat was closed.")
    if not queries.has_open(viewer=ctx.actor, case_id=case.pk):
        find(ctx, case, "case.threats-closed", because)
    keep_clocks(ctx, case, how="threat-closed", at=ctx.now)
    ctx.record(events.ThreatClosed(threat_id=threat.pk, case_id=case.pk))
    return CaseId(case.pk)


def _of_threat(ctx: Context, threat_id: UUID, version: int | None = None) -> tuple[models.Threat, Case]:
    threat = ctx.lock(models.Threat.objects.visible_to(ctx.actor), threat_id, version=version)
    return threat, ctx.lock(Case.objects.visible_to(ctx.actor), threat.case_id)


def _require_open(ctx: Context, threat: models.Threat, case: Case) -> None:
    ctx.require(case_policies.is_open(case))
    ctx.require(policies.is_standing(threat))


def _made(case: Case, given: Threat) -> models.Threat:
    return models.Threat(
        compartment_id=case.compartment_id,
        case=case,
        words=given.words,
        received_at=given.received_at,
        received_by=given.received_by,
        received_how=given.received_how,
        maker_description=given.maker_description,
        method=given.method,
        place=given.place,
        when=given.when,
    )


def _tie(ctx: Context, threat: models.Threat, given: Threat) -> None:
    """Who is meant, who made it, and where the words came from."""
    by_name = set(
        PersonInCase.objects.visible_to(ctx.actor)
        .filter(case_id=threat.case_id, nominal__isnull=True)
        .values_list("pk", flat=True)
    )
    parts = [(Part.VICTIM, one) for one in given.victims] + [(Part.MAKER, one) for one in given.makers]
    ctx.add_all(
        [
            models.PersonOfThreat(
                compartment_id=threat.compartment_id,
                threat=threat,
                part=part,
                person_id=one if one in by_name else None,
                nominal_id=None if one in by_name else one,
            )
            for part, one in parts
        ]
    )
    if given.source.strip():
        ctx.add(models.ThreatSource(compartment_id=threat.compartment_id, threat=threat, text=given.source))
