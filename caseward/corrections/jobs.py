"""Whoever relied on a wrong detail is told right after it was corrected."""

from uuid import UUID

from caseward.corrections import commands
from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import job


@job(commands.TELL)
def tell(ctx: Context, *, detail_id: UUID) -> None:
    """Tell them."""
    commands.tell_of_correction(ctx, detail_id=detail_id)
