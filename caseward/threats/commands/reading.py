"""Reading the threats of a case, and the source of one."""

from caseward.cases import events as case_events
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.threats import events, policies, queries
from caseward.threats.models import Threat, ThreatSource
from caseward.threats.vocabulary import ThreatId


@command
def view_threats(ctx: Context, *, case_id: CaseId) -> queries.Threats:
    """Read the threats and incidents of a case; that it was read is recorded."""
    found = queries.threats_in(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    if found is None:
        raise NotVisible
    ctx.authorise(case_policies.may_read(ctx.actor, found.record))
    ctx.record(case_events.CaseViewed(case_id=found.record.pk))
    return found


@command
def view_source(ctx: Context, *, threat_id: ThreatId) -> str:
    """Read where a threat came from, "" where nobody said; who read it is recorded."""
    threat = ctx.get(Threat.objects.visible_to(ctx.actor), threat_id)
    case = ctx.get(Case.objects.visible_to(ctx.actor), threat.case_id)
    ctx.authorise(policies.may_read_source(ctx.actor, case))
    ctx.record(events.ThreatSourceRead(threat_id=threat.pk, case_id=case.pk))
    found = ThreatSource.objects.visible_to(ctx.actor).filter(threat=threat).first()
    return found.text if found else ""
