"""Jobs that somebody must look at: failed for good, never begun, or begun and never ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused


TOO_LONG = timedelta(minutes=15)
MOST = 100

STUCK = """
    select j.id, j.task_name, j.status::text, j.attempts, greatest(max(e.at), j.scheduled_at) as since
    from procrastinate_jobs j left join procrastinate_events e on e.job_id = j.id
    where j.status in ('failed', 'todo', 'doing', 'aborted')
    group by j.id
    having j.status in ('failed', 'aborted') or greatest(max(e.at), j.scheduled_at) < %s
    order by since, j.id limit %s
"""


@dataclass(frozen=True, slots=True)
class StuckJob:
    """A job by its name and number; what it was about is in the log, by the same number."""

    id: int
    name: str
    status: str
    attempts: int
    since: datetime


@query
def stuck_jobs(*, viewer: Actor, now: datetime) -> list[StuckJob]:
    """Jobs that failed for good, and those that a worker should have begun or ended a quarter of an hour ago."""
    allowed = may_see_jobs(viewer)
    if isinstance(allowed, Refused):
        raise NotPermitted(allowed)
    with connection.cursor() as cursor:
        cursor.execute(STUCK, [now - TOO_LONG, MOST])
        return [StuckJob(*row) for row in cursor.fetchall()]


def may_see_jobs(actor: Actor) -> Decision:
    """Administrators look after the platform; a job tells nothing of what it is about."""
    if actor.holds_anywhere("account.administer"):
        return Allowed("administers the platform")
    return Refused("jobs.not-administrator", "Only an administrator sees the platform's jobs.")
