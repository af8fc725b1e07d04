"""Two records locked together, so that what is said of them at once is said in turn."""

from uuid import UUID

from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import NotVisible
from caseward.nominals.models import Nominal


Two = tuple[Nominal, Nominal]


def both(ctx: Context, nominal_id: UUID, other_id: UUID) -> Two:
    """Both records, the lower id first and locked in that order."""
    low, high = sorted((nominal_id, other_id))
    if low == high:
        raise NotVisible
    visible = Nominal.objects.visible_to(ctx.actor)
    return ctx.lock(visible, low), ctx.lock(visible, high)


def compartments(two: Two) -> tuple[UUID, UUID]:
    """What somebody has to know to know of both."""
    return (two[0].compartment_id, two[1].compartment_id)
