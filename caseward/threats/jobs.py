"""Incidents are counted right after one was recorded."""

from uuid import UUID

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import job
from caseward.threats import commands


@job(commands.COUNT)
def count(ctx: Context, *, incident_id: UUID) -> None:
    """Count them."""
    commands.count_incidents(ctx, incident_id=incident_id)
