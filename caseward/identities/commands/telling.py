"""Telling the other custodians: a notice names the link, and nothing that it ties."""

from uuid import UUID

from caseward.foundation.commands import Context
from caseward.foundation.jobs import outbox
from caseward.identities.vocabulary import HOLD
from caseward.workforce import queries as workforce


PROPOSED, ASKED = "identity-link.proposed", "identity-opening.asked"
QUESTIONED, ENDED, UPHELD = "identity-link.questioned", "identity-link.ended", "identity-link.upheld"
APPROVED, REFUSED = "identity-opening.approved", "identity-opening.refused"


def custodians(ctx: Context, compartment_id: UUID) -> set[UUID]:
    """Who holds a key now; nobody who has left."""
    held = workforce.colleagues(viewer=ctx.actor, compartment_id=compartment_id, capability=HOLD)
    return {one.id for one in held}


def tell_the_others(ctx: Context, *, kind: str, compartment_id: UUID, link_id: UUID) -> None:
    """Somebody has to answer before the time is over."""
    for one in sorted(custodians(ctx, compartment_id) - {ctx.actor.id}):
        tell(ctx, one, kind=kind, compartment_id=compartment_id, link_id=link_id)


def tell(ctx: Context, user_id: UUID, *, kind: str, compartment_id: UUID, link_id: UUID) -> None:
    """One custodian, by a notice."""
    outbox.tell(ctx, kind=kind, to=outbox.staff(user_id), about_id=link_id, compartment_id=compartment_id)
