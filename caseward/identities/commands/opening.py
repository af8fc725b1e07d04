"""Opening a link: one custodian asks, another answers, and for some minutes both may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.identities import events, policies
from caseward.identities.commands import locking, telling
from caseward.identities.models import IdentityLink, Opening
from caseward.identities.vocabulary import Answer, Rule, rule


@dataclass(frozen=True, slots=True, repr=False)
class Identities:
    """The references of the two records, for one page; no log can quote it."""

    earlier: str
    later: str
    until: datetime


@command
def ask_to_open(ctx: Context, *, link_id: UUID, purpose: str, words: str) -> UUID:
    """Ask to open a link for one purpose; another custodian has to approve in time."""
    link = ctx.lock(IdentityLink.objects.visible_to(ctx.actor), link_id)
    ctx.authorise(policies.may_ask(ctx.actor, link))
    ctx.require(policies.is_made(link, now=ctx.now))
    ctx.require(policies.is_idle(_unanswered_or_approved(link), now=ctx.now))
    published = rule()
    ctx.require(policies.is_purpose(purpose, published.purposes), on="purpose")
    ctx.require(policies.names_no_record(words), on="words")
    opening = ctx.add(_asking(link, published, ctx.now, purpose=purpose, words=words))
    ctx.record(events.OpeningAsked(link_id=link.pk, opening_id=opening.pk, for_purpose=purpose))
    telling.tell_the_others(ctx, kind=telling.ASKED, compartment_id=link.compartment_id, link_id=link.pk)
    return opening.pk


@command
def approve_opening(ctx: Context, *, opening_id: UUID) -> UUID:
    """Approve as the other custodian: from now on, for the minutes of the rule, both may read the link."""
    opening = ctx.lock(Opening.objects.visible_to(ctx.actor), opening_id)
    ctx.authorise(policies.may_answer(ctx.actor, opening))
    ctx.require(policies.is_asked(opening, now=ctx.now))
    ctx.require(
        policies.is_made(ctx.get(IdentityLink.objects.visible_to(ctx.actor), opening.link_id), now=ctx.now)
    )
    ctx.require(policies.both_hold(opening, telling.custodians(ctx, opening.compartment_id)))
    locking.keys()
    until = ctx.now + rule().open_for
    _answer(ctx, opening, Answer.APPROVED, opens_until=until)
    ctx.record(
        events.OpeningApproved(
            link_id=opening.link_id,
            opening_id=opening.pk,
            asked_by_id=opening.created_by_id,
            for_purpose=opening.purpose,
            minutes=rule().minutes["open"],
        )
    )
    return opening.pk


@command
def refuse_opening(ctx: Context, *, opening_id: UUID, words: str) -> UUID:
    """Refuse as the other custodian, saying why; it stays in the list."""
    opening = ctx.lock(Opening.objects.visible_to(ctx.actor), opening_id)
    ctx.authorise(policies.may_answer(ctx.actor, opening))
    ctx.require(policies.is_asked(opening, now=ctx.now))
    ctx.require(policies.has_words(words), on="words")
    ctx.require(policies.names_no_record(words), on="words")
    _answer(ctx, opening, Answer.REFUSED, answer_words=words)
    ctx.record(
        events.OpeningRefused(
            link_id=opening.link_id, opening_id=opening.pk, asked_by_id=opening.created_by_id
        )
    )
    return opening.pk


@command
def view_identities(ctx: Context, *, opening_id: UUID) -> Identities:
    """Read the references of the two records while the link is open; each single look is recorded."""
    opening = ctx.get(Opening.objects.visible_to(ctx.actor), opening_id)
    ctx.authorise(policies.may_read(ctx.actor, opening))
    ctx.require(policies.is_open(opening, now=ctx.now))
    ctx.require(policies.both_hold(opening, telling.custodians(ctx, opening.compartment_id)))
    pair = locking.unlocked(locking.keys(), opening.link_id, shut=policies.SHUT)
    ctx.record(
        events.IdentitiesRead(link_id=opening.link_id, opening_id=opening.pk, for_purpose=opening.purpose)
    )
    until = opening.opens_until or ctx.now
    return Identities(earlier=pair.earlier.shown, later=pair.later.shown, until=until)


@command
def close_opening(ctx: Context, *, opening_id: UUID) -> UUID:
    """Close a link before its time, as either of the two."""
    opening = ctx.lock(Opening.objects.visible_to(ctx.actor), opening_id)
    ctx.authorise(policies.may_close(ctx.actor, opening))
    ctx.require(policies.is_open(opening, now=ctx.now))
    ctx.change(opening, closed_at=ctx.now, closed_by_id=ctx.actor.id)
    ctx.record(events.OpeningClosed(link_id=opening.link_id, opening_id=opening.pk))
    return opening.link_id


def _asking(link: IdentityLink, published: Rule, now: datetime, *, purpose: str, words: str) -> Opening:
    return Opening(
        compartment_id=link.compartment_id,
        link=link,
        purpose=purpose,
        words=words,
        answer_by=now + published.answer_within,
        rule=published.version,
    )


def _answer(ctx: Context, opening: Opening, answer: Answer, **said: object) -> None:
    ctx.change(opening, answered_at=ctx.now, answered_by_id=ctx.actor.id, answer=answer, **said)
    kind = telling.APPROVED if answer is Answer.APPROVED else telling.REFUSED
    asker, kept_in = opening.created_by_id, opening.compartment_id
    telling.tell(ctx, asker, kind=kind, compartment_id=kept_in, link_id=opening.link_id)


def _unanswered_or_approved(link: IdentityLink) -> list[Opening]:
    return list(link.openings.exclude(answer=Answer.REFUSED).filter(closed_at__isnull=True))
