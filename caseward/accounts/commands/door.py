"""What the door tells the ledger: who came in, who was refused, who left."""

from caseward.accounts import events, policies
from caseward.foundation.access.actors import PUBLIC
from caseward.foundation.commands import Context, command
from caseward.foundation.ledger.events import Event, Operation
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


@command
def record_authentication(ctx: Context, *, event: Event) -> None:
    """Tell the ledger of a proof that was given, refused, added or taken away."""
    ctx.authorise(_may_tell(ctx, event))
    ctx.require(_belongs_here(event))
    ctx.record(event)


def _may_tell(ctx: Context, event: Event) -> Decision:
    """Everybody tells of himself; a refusal at the door is told by the door, which is nobody."""
    if isinstance(event, events.SignInFailed) and ctx.actor.id == PUBLIC.id:
        return Allowed("at the door")
    return policies.may_act_for(ctx.actor, getattr(event, "user_id", None) or PUBLIC.id)


def _belongs_here(event: Event) -> Decision:
    if event.operation == Operation.AUTHENTICATION:
        return Allowed("about authentication")
    return Refused(
        code="account.not-authentication", because=gettext_noop("The door tells of authentication only.")
    )
