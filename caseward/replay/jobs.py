"""What the platform does by itself between events: it compares look-ups, and tells of what has become late."""

from datetime import datetime

from caseward.foundation.access import sessions
from caseward.foundation.access.actors import current_actor
from caseward.foundation.commands import Context, clock
from caseward.foundation.jobs import service
from caseward.replay.stage import Stage
from caseward.tripwires import commands as tripwires


def after_search(stage: Stage) -> None:
    """Within the minute: whoever keeps somebody in silence learns of the look-up."""
    _as_platform(stage.now)


def of_the_day(stage: Stage, instant: datetime) -> None:
    """What happens on a day on which a clock rings."""
    del stage, instant


def _as_platform(instant: datetime) -> None:
    with sessions.acting_as(service.WORKER.id, now=clock.now()):
        actor = current_actor()
        if actor is not None:
            tripwires.compare_look_ups(Context(actor=actor, now=instant, purpose="job"))
