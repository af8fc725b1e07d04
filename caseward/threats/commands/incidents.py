"""Incidents against one person: recorded in a case, counted by the person, and decided on by rank (failings F59)."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import connection

from caseward.cases import commands as cases
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.context import LONDON
from caseward.foundation.jobs import outbox, queue
from caseward.kernel.clocks.moments import months_after
from caseward.obligations import commands as obligations
from caseward.obligations import queries as owed_queries
from caseward.threats import events, models, policies, queries
from caseward.threats.commands.watching import enter
from caseward.threats.vocabulary import Incident, IncidentId, Weighed, published
from caseward.workforce.queries import rank_held


COUNT = "threats.count"
COUNTED = "select obligations, cases, messages from sec.count_incidents(%s, %s, %s, %s, %s, %s, %s)"


@command
def record_incident(ctx: Context, *, case_id: CaseId, nominal_id: UUID, incident: Incident) -> IncidentId:
    """Record an incident against somebody in a case; the platform counts afterwards, and its writer learns nothing."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_record(ctx.actor, case))
    ctx.require(case_policies.is_open(case))
    ctx.require(policies.is_kept(case))
    known = {one.id for one in queries.people_of(viewer=ctx.actor, case=case) if one.has_record}
    for field, answer in policies.unmet_by_incident(incident, is_known=nominal_id in known, now=ctx.now):
        ctx.require(answer, on=field)
    made = ctx.add(
        models.Incident(
            compartment_id=case.compartment_id,
            case=case,
            nominal_id=nominal_id,
            kind=incident.kind,
            happened_at=incident.happened_at,
            words=incident.words,
        )
    )
    enter(ctx, case, f"An incident was recorded: {published()['incident'][incident.kind]}.")
    cases.happen(ctx, case=case, code="case.new-information")
    ctx.record(events.IncidentRecorded(incident_id=made.pk, case_id=case.pk))
    queue.later(ctx, job=COUNT, as_platform=True, ids={"incident_id": made.pk})
    return IncidentId(made.pk)


@command
def count_incidents(ctx: Context, *, incident_id: UUID) -> int:
    """Count the incidents against the person of one, over all units; a pattern makes the owners see to a decision.

    Returns in how many cases a decision is newly owed.
    """
    ctx.authorise(policies.may_count(ctx.actor))
    found = _counted(ctx, incident_id)
    ctx.record(events.IncidentsCounted(incident_id=incident_id, owed=found))
    return found


@command
def decide_on_life(ctx: Context, *, case_id: CaseId, weighed: Weighed) -> CaseId:
    """Decide by rank whether the pattern of incidents is a threat to life, what is done and what was rejected."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
    held = queries.ranked_to_decide(viewer=ctx.actor, case=case, on=ctx.today)
    ctx.authorise(policies.may_decide(ctx.actor, case, held))
    for field, answer in policies.unmet_by_decision(weighed):
        ctx.require(answer, on=field)
    ended = obligations.fulfil(ctx, about_id=case.pk, rule_key=queries.LIFE, how="decided")
    ctx.require(policies.is_to_be_decided(is_owed=ended is not None))
    made = ctx.add(
        models.LifeDecision(
            compartment_id=case.compartment_id,
            case=case,
            is_real=weighed.is_real,
            chosen=weighed.chosen,
            rejected=weighed.rejected,
            because=weighed.because,
            rank=rank_held(viewer=ctx.actor, on=ctx.today),
        )
    )
    enter(ctx, case, "A superintendent decided on the threat to life.")
    ctx.record(events.LifeDecided(case_id=case.pk, decision_id=made.pk, is_real=weighed.is_real))
    return CaseId(case.pk)


def _counted(ctx: Context, incident_id: UUID) -> int:
    run, pattern = owed_queries.run_from(ctx.now, rule_key=queries.LIFE), published()["pattern"]
    values = [incident_id, ctx.now, _since(ctx.today, pattern["months"]), pattern["incidents"]]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [*values, run.version, run.due_at, run.tells_at])
        [(owed, case_ids, messages)] = cursor.fetchall()
    for obligation_id, case_id in zip(owed, case_ids, strict=True):
        ctx.record(run.owed(obligation_id, case_id))
    for message_id in messages:
        queue.later(ctx, job=outbox.SEND, as_platform=True, ids={"message_id": message_id})
    return len(owed)


def _since(today: date, months: int) -> datetime:
    """The first moment of the day so many calendar months ago."""
    return datetime.combine(months_after(today, months=-months), time.min, tzinfo=LONDON)
