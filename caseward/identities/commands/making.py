"""Making a link: one custodian types both references, another types them again without having seen them."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import Invalid
from caseward.identities import events, policies, queries
from caseward.identities.commands import locking, telling
from caseward.identities.models import IdentityLink
from caseward.identities.vocabulary import Confirmation, rule
from caseward.kernel import references
from caseward.kernel.references import Reference


@command
def propose_link(ctx: Context, *, compartment_id: UUID, earlier: str, later: str) -> UUID:
    """Propose that two records are the earlier and the later identity of one person."""
    ctx.authorise(policies.may_propose(ctx.actor, compartment_id))
    held, published = locking.keys(), rule()
    pair = queries.pair_of(compartment_id=compartment_id, earlier=_read(earlier), later=_read(later))
    if pair is None:
        raise Invalid(policies.NO_SUCH_RECORDS)
    link = ctx.add(
        IdentityLink(
            compartment_id=compartment_id,
            confirm_by=ctx.now + published.confirm_within,
            rule=published.version,
        )
    )
    ctx.add(locking.locked(held, pair, link_id=link.pk, compartment_id=compartment_id))
    ctx.record(events.LinkProposed(link_id=link.pk))
    telling.tell_the_others(ctx, kind=telling.PROPOSED, compartment_id=compartment_id, link_id=link.pk)
    return link.pk


@command
def confirm_link(ctx: Context, *, link_id: UUID, earlier: str, later: str) -> str:
    """Confirm as the other custodian, by typing the same two; what was typed wrongly counts, and ends it in the end."""
    link = ctx.lock(IdentityLink.objects.visible_to(ctx.actor), link_id)
    ctx.authorise(policies.may_confirm(ctx.actor, link))
    ctx.require(policies.is_proposed(link, now=ctx.now))
    pair = locking.unlocked(locking.keys(), link.pk, shut=policies.LATE)
    if not pair.is_of(_read(earlier), _read(later)):
        return _wrong(ctx, link)
    ctx.change(link, confirmed_at=ctx.now, confirmed_by_id=ctx.actor.id)
    ctx.record(events.LinkConfirmed(link_id=link.pk, proposed_by_id=link.created_by_id))
    return Confirmation.MADE


def _wrong(ctx: Context, link: IdentityLink) -> Confirmation:
    """Nobody finds a pair by trying: after a few wrong ones it is made anew."""
    count = link.wrong_answers + 1
    is_over = count >= rule().most_wrong
    ctx.change(link, wrong_answers=count, ended_at=ctx.now if is_over else None)
    ctx.record(events.LinkNotConfirmed(link_id=link.pk, is_over=is_over))
    return Confirmation.MISTAKEN if is_over else Confirmation.WRONG


def _read(typed: str) -> Reference:
    """What cannot be a reference is answered like one that leads nowhere."""
    found = references.parse(typed)
    if found is None:
        raise Invalid(policies.NO_SUCH_RECORDS)
    return found
