"""Ending a wrong link: one custodian says so, another agrees or has it stand. Both records stay as they were."""

from datetime import datetime
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.identities import events, policies
from caseward.identities.commands import telling
from caseward.identities.models import Ending, IdentityLink, Opening
from caseward.identities.vocabulary import Answer, OpeningState, rule


@command
def question_link(ctx: Context, *, link_id: UUID, words: str) -> UUID:
    """Say that a confirmed link is wrong, and why; another custodian has to agree in time."""
    link = ctx.lock(IdentityLink.objects.visible_to(ctx.actor), link_id)
    ctx.authorise(policies.may_ask(ctx.actor, link))
    ctx.require(policies.is_made(link, now=ctx.now))
    ctx.require(policies.is_unquestioned(list(link.endings.all()), now=ctx.now))
    ctx.require(policies.has_words(words), on="words")
    ctx.require(policies.names_no_record(words), on="words")
    ending = ctx.add(_questioning(link, words, ctx.now))
    ctx.record(events.LinkQuestioned(link_id=link.pk, ending_id=ending.pk))
    telling.tell_the_others(ctx, kind=telling.QUESTIONED, compartment_id=link.compartment_id, link_id=link.pk)
    return ending.pk


@command
def end_link(ctx: Context, *, ending_id: UUID) -> UUID:
    """Agree as the other custodian: the link is shut at once, for everybody, and can be made anew alone."""
    link, ending = _answered(ctx, ending_id)
    ctx.require(policies.both_hold(ending, telling.custodians(ctx, ending.compartment_id)))
    ctx.change(ending, answered_at=ctx.now, answered_by_id=ctx.actor.id, answer=Answer.APPROVED)
    _shut(ctx, link)
    ctx.change(link, ended_at=ctx.now)
    ctx.record(events.LinkEnded(link_id=link.pk, ending_id=ending.pk, questioned_by_id=ending.created_by_id))
    _tell_the_first(ctx, ending, kind=telling.ENDED)
    return link.pk


@command
def uphold_link(ctx: Context, *, ending_id: UUID, words: str) -> UUID:
    """Disagree as the other custodian, saying why: the link stands."""
    link, ending = _answered(ctx, ending_id)
    ctx.require(policies.has_words(words), on="words")
    ctx.require(policies.names_no_record(words), on="words")
    said = {"answered_by_id": ctx.actor.id, "answer": Answer.REFUSED, "answer_words": words}
    ctx.change(ending, answered_at=ctx.now, **said)
    ctx.record(events.LinkUpheld(link_id=link.pk, ending_id=ending.pk, questioned_by_id=ending.created_by_id))
    _tell_the_first(ctx, ending, kind=telling.UPHELD)
    return link.pk


def _questioning(link: IdentityLink, words: str, now: datetime) -> Ending:
    published = rule()
    return Ending(
        compartment_id=link.compartment_id,
        link=link,
        words=words,
        answer_by=now + published.end_within,
        rule=published.version,
    )


def _answered(ctx: Context, ending_id: UUID) -> tuple[IdentityLink, Ending]:
    """Locked in the order in which everybody locks them, the link first; NotVisible, NotPermitted, Invalid."""
    found = ctx.get(Ending.objects.visible_to(ctx.actor), ending_id)
    link = ctx.lock(IdentityLink.objects.visible_to(ctx.actor), found.link_id)
    ending = ctx.lock(Ending.objects.visible_to(ctx.actor), ending_id)
    ctx.authorise(policies.may_answer(ctx.actor, ending))
    ctx.require(policies.is_asked(ending, now=ctx.now))
    ctx.require(policies.is_made(link, now=ctx.now))
    return link, ending


def _shut(ctx: Context, link: IdentityLink) -> None:
    """Whoever reads it now reads it no more; an asking that waits is refused from now on by the link's own end."""
    running = Opening.objects.visible_to(ctx.actor).filter(link=link, closed_at__isnull=True)
    for one in running.select_for_update(of=("self",)).order_by("id"):
        if one.state(ctx.now) is OpeningState.OPEN:
            ctx.change(one, closed_at=ctx.now, closed_by_id=ctx.actor.id)
            ctx.record(events.OpeningClosed(link_id=link.pk, opening_id=one.pk))


def _tell_the_first(ctx: Context, ending: Ending, *, kind: str) -> None:
    first, kept_in = ending.created_by_id, ending.compartment_id
    telling.tell(ctx, first, kind=kind, compartment_id=kept_in, link_id=ending.link_id)
