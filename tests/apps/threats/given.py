"""Threats and incidents, through the real commands."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.context import LONDON
from caseward.obligations.models import Obligation
from caseward.threats import commands, models
from caseward.threats.vocabulary import (
    Done,
    Incident,
    IncidentId,
    Judged,
    Received,
    Taken,
    Threat,
    ThreatId,
    Weighed,
)
from caseward.workforce import commands as workforce
from tests import cast, given, roles
from tests.apps.cases.test_opening import opened
from tests.apps.workforce import given as staff


# When the threat was received: half an hour before it was written down.
RECEIVED = given.later(hours=2)
WRITTEN = given.later(hours=2, minutes=30)
WORDS = "he will not see the weekend. tell him from me, he knows who"


def in_london(at: datetime) -> datetime:
    """As a form is told."""
    return at.astimezone(LONDON)


def opened_by_rhys() -> CaseId:
    """A case of the nominal unit."""
    return opened("rhys", "nominal")


def newest_incident() -> UUID:
    with roles.owner():
        return UUID(str(models.Incident.objects.latest("created_at").pk))


def subject(case_id: UUID, *, who: str = "priya") -> UUID:
    """The record of the person of the case."""
    with cast.acting(who):
        nominal_id = Case.objects.get(pk=case_id).nominal_id
    assert nominal_id is not None
    return nominal_id


def threat(victim: UUID, **changes: Any) -> Threat:
    said: dict[str, Any] = {
        "words": WORDS,
        "received_at": RECEIVED,
        "received_by": "PC Hollis, front desk",
        "received_how": Received.MESSAGE,
        "victims": (victim,),
        "maker_description": "Not known; the number is switched off.",
        "source": "His sister, who must not be named.",
    }
    return Threat(**said | changes)


def recorded(case_id: CaseId, *, who: str = "priya", now: datetime = WRITTEN, **changes: Any) -> ThreatId:
    """A threat to the person of the case, written down by Priya."""
    victim = changes.pop("victim", None) or subject(case_id)
    with cast.acting(who, now=now) as ctx:
        return commands.record_threat(ctx, case_id=case_id, threat=threat(victim, **changes))


def graded(
    threat_id: ThreatId, grade: str = "HIGH", *, who: str = "priya", now: datetime = WRITTEN, **changes: Any
) -> None:
    said: dict[str, Any] = {
        "aspects": {"intent": "YES", "capability": "NOT_KNOWN", "immediacy": "YES"},
        "because": "Named a day; has a conviction for wounding. Means: not known.",
    }
    with cast.acting(who, now=now) as ctx:
        commands.grade_threat(ctx, threat_id=threat_id, judged=Judged(grade=grade, **said | changes))


def taken(
    threat_id: ThreatId, done: Done, *, by: str = "priya", now: datetime = WRITTEN, **changes: Any
) -> None:
    """A step, at the moment at which it is written down."""
    said: dict[str, Any] = {"at": now, "who": "Ch Insp Rowe", "words": "By telephone; agreed."}
    if done is Done.OWNER_TOLD:
        said["rank"] = "superintendent"
    if done is Done.WARNED:
        said["edition"] = "2"
    with cast.acting(by, now=now) as ctx:
        commands.take_step(ctx, threat_id=threat_id, taken=Taken(done=done, **said | changes))


def incident(
    case_id: CaseId,
    *,
    who: str = "priya",
    now: datetime = WRITTEN,
    against: UUID | None = None,
    **changes: Any,
) -> IncidentId:
    said: dict[str, Any] = {
        "kind": "FOLLOWED",
        "happened_at": now - timedelta(hours=1),
        "words": "The same van outside the school again.",
    }
    against = against or subject(case_id, who=who)
    with cast.acting(who, now=now) as ctx:
        return commands.record_incident(
            ctx, case_id=case_id, nominal_id=against, incident=Incident(**said | changes)
        )


def weighed(**changes: Any) -> Weighed:
    said: dict[str, Any] = {
        "is_real": True,
        "chosen": "Warn, and an alarm at the house tonight.",
        "rejected": "Arrest: no evidence yet. Moving: refused for now.",
        "because": "Three approaches in a fortnight, each nearer to the house.",
    }
    return Weighed(**said | changes)


def superintendent() -> str:
    """Grace, who reads Priya's cases, has been made a superintendent."""
    with staff.as_sam() as ctx:
        workforce.record_rank(
            ctx, user_id=cast.person("grace").pk, rank="superintendent", starts_on=cast.LONG_AGO
        )
    return "grace"


def clocks(case_id: UUID) -> dict[str, datetime]:
    """What is owed of the threats of a case, and since when."""
    with roles.owner():
        found = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        every = dict(found.values_list("rule_key", "started_at"))
    return {
        key: since
        for key, since in every.items()
        if key.startswith(("threat", "life")) or key == "decision-owner-informed"
    }
