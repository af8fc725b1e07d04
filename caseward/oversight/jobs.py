"""What watching does by itself."""

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import periodic
from caseward.oversight import commands


@periodic("oversight.draw-lines", cron="*/15 * * * *")
def draw_lines(ctx: Context) -> None:
    """List the looks that met a rule; decoys and many looks are told of at once, all stand in the next day's list."""
    commands.draw_lines(ctx)


@periodic("oversight.draw-samples", cron="0 4 * * 1")
def draw_samples(ctx: Context) -> None:
    """Draw last week's looks by lot, on Monday morning."""
    commands.draw_samples(ctx)
