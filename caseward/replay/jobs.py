"""What the platform does by itself between events: it compares look-ups, and tells of what has become due or late."""

from datetime import datetime
from uuid import UUID

from caseward.engagements import commands as engagements
from caseward.engagements.vocabulary import ClashId, EngagementId
from caseward.obligations import jobs as obligations
from caseward.replay.stage import Stage
from caseward.threats import commands as threats
from caseward.tripwires import jobs as tripwires


def after_search(stage: Stage) -> None:
    """Within the minute: whoever keeps somebody in silence learns of the look-up."""
    with stage.as_platform(stage.now) as ctx:
        tripwires.compare(ctx)


def after_incident(stage: Stage, incident_id: UUID) -> None:
    """Right after one was recorded: incidents are counted over all units, and a pattern asks for a decision."""
    with stage.as_platform(stage.now) as ctx:
        threats.count_incidents(ctx, incident_id=incident_id)


def after_booking(stage: Stage, engagement_id: UUID) -> None:
    """Right after one was booked: two officers who would stand before one door are told, over all units."""
    with stage.as_platform(stage.now) as ctx:
        engagements.tell_of_clashes(ctx, engagement_id=EngagementId(engagement_id))


def after_settling(stage: Stage, clash_id: UUID) -> None:
    """Right after one of two officers settled it: it is settled for the other, too."""
    with stage.as_platform(stage.now) as ctx:
        engagements.settle_elsewhere(ctx, clash_id=ClashId(clash_id))


def when_a_clock_rings(stage: Stage, instant: datetime) -> None:
    """Those who owe it and those whom its ladder names are told."""
    with stage.as_platform(instant) as ctx:
        obligations.tell(ctx)
