"""Two records are said to be of one person, or lastingly not to be; the records themselves never change by it."""

from uuid import UUID

from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.identity import risks_of_joining
from caseward.nominals import events, policies, queries
from caseward.nominals.commands.pairs import Two, both, compartments
from caseward.nominals.commands.similar import judge_similar, put_off_similar
from caseward.nominals.models import LinkStep, Nominal, PersonLink
from caseward.nominals.vocabulary import OPEN, LinkId, LinkState, NominalId, Said, StepKind


@command
def propose_link(ctx: Context, *, nominal_id: NominalId, other_id: NominalId, because: str) -> LinkId:
    """Say that two records are of one person; where the evidence is risky, a second person has to confirm it.

    Nothing is copied from one record to the other, and whoever may not know both learns nothing of it.
    """
    two = both(ctx, nominal_id, other_id)
    ctx.authorise(policies.may_speak_of(ctx.actor, *compartments(two)))
    ctx.require(policies.has_reason(because), on="because")
    ctx.require(policies.nothing_stands(_open_word(ctx, two)), on="because")
    match = queries.compared(viewer=ctx.actor, nominal_ids=(two[0].pk, two[1].pk))
    risks = risks_of_joining(match, in_one_compartment=two[0].compartment_id == two[1].compartment_id)
    is_alone = policies.may_link_alone(ctx.actor, *compartments(two), needs_two=bool(risks))
    link = _say(
        ctx,
        two,
        Said.SAME,
        state=LinkState.STANDS if is_alone else LinkState.PROPOSED,
        risks=[risk.value for risk in risks],
        needs_two=bool(risks),
        answered_by_id=ctx.actor.id if is_alone else None,
    )
    _step(ctx, link, StepKind.LINKED if is_alone else StepKind.PROPOSED, because)
    judge_similar(ctx, nominal_ids=link.both, is_open=False)
    ctx.record(
        events.PersonsLinked(link_id=link.pk) if is_alone else events.PersonLinkProposed(link_id=link.pk)
    )
    return LinkId(link.pk)


@command
def confirm_link(ctx: Context, *, link_id: LinkId, because: str) -> LinkId:
    """Confirm as a second person that two records are of one person."""
    link = _answering(ctx, link_id, because)
    ctx.require(policies.is_in(link, LinkState.PROPOSED))
    ctx.change(link, state=LinkState.STANDS, answered_by_id=ctx.actor.id)
    _step(ctx, link, StepKind.CONFIRMED, because)
    ctx.record(events.PersonLinkConfirmed(link_id=link.pk))
    return LinkId(link.pk)


@command
def refuse_link(ctx: Context, *, link_id: LinkId, because: str) -> LinkId:
    """Refuse as a second person what was asked: a link that was proposed comes to nothing, one to be ended is kept."""
    link = _answering(ctx, link_id, because)
    ctx.require(policies.is_in(link, LinkState.PROPOSED, LinkState.END_ASKED))
    is_kept = link.state == LinkState.END_ASKED
    state = LinkState.STANDS if is_kept else LinkState.REFUSED
    ctx.change(link, state=state, answered_by_id=ctx.actor.id)
    _step(ctx, link, StepKind.KEPT if is_kept else StepKind.REFUSED, because)
    judge_similar(ctx, nominal_ids=link.both, is_open=not is_kept)
    ctx.record(
        events.PersonLinkKept(link_id=link.pk) if is_kept else events.PersonLinkRefused(link_id=link.pk)
    )
    return LinkId(link.pk)


@command
def unlink(ctx: Context, *, link_id: LinkId, because: str) -> LinkState:
    """End a link; one that two people made is ended by two: the first asks, another one ends it.

    Both records are as they were, because they have been so all along; that they were linked stays known.
    """
    link = _locked(ctx, link_id, Said.SAME)
    ctx.authorise(policies.may_speak_of(ctx.actor, *link.compartments))
    ctx.require(policies.has_reason(because), on="because")
    ctx.require(policies.is_in(link, LinkState.STANDS, LinkState.END_ASKED))
    if link.state == LinkState.STANDS:
        return _ask_or_end(ctx, link, because)
    ctx.authorise(policies.may_answer(ctx.actor, link))
    return _end(ctx, link, because)


@command
def tell_apart(ctx: Context, *, nominal_id: NominalId, other_id: NominalId, because: str) -> LinkId:
    """Say that two records are lastingly of two people; both carry the warning, and no link joins them."""
    two = both(ctx, nominal_id, other_id)
    ctx.authorise(policies.may_speak_of(ctx.actor, *compartments(two)))
    ctx.require(policies.has_reason(because), on="because")
    ctx.require(policies.nothing_stands(_open_word(ctx, two)), on="because")
    return _tell_apart(ctx, two, because)


@command
def withdraw_apart(ctx: Context, *, link_id: LinkId, because: str) -> LinkId:
    """Withdraw as a second person that two records are of two people."""
    word = _locked(ctx, link_id, Said.NOT_SAME)
    ctx.authorise(policies.may_answer(ctx.actor, word))
    ctx.require(policies.has_reason(because), on="because")
    ctx.require(policies.is_in(word, LinkState.STANDS))
    ctx.change(word, state=LinkState.ENDED, answered_by_id=ctx.actor.id)
    _step(ctx, word, StepKind.WITHDRAWN, because)
    judge_similar(ctx, nominal_ids=word.both, is_open=True)
    ctx.record(events.ToldApartWithdrawn(link_id=word.pk))
    return LinkId(word.pk)


@command
def cannot_tell(ctx: Context, *, nominal_id: NominalId, other_id: NominalId, because: str) -> LinkId:
    """Say that nobody can tell yet whether two records are of one person; nothing stands, and the reason is kept."""
    two = both(ctx, nominal_id, other_id)
    ctx.authorise(policies.may_speak_of(ctx.actor, *compartments(two)))
    ctx.require(policies.has_reason(because), on="because")
    ctx.require(policies.nothing_stands(_open_word(ctx, two)), on="because")
    word = _say(
        ctx, two, Said.CANNOT_TELL, state=LinkState.NOTED, needs_two=False, answered_by_id=ctx.actor.id
    )
    _step(ctx, word, StepKind.CANNOT_TELL, because)
    put_off_similar(ctx, two=two)
    ctx.record(events.LikenessLeftOpen(link_id=word.pk))
    return LinkId(word.pk)


@command
def view_one(ctx: Context, *, nominal_id: NominalId) -> queries.NominalHeading:
    """Read whose record it is beside which another is to be laid; that it was read is recorded."""
    found = queries.headings(viewer=ctx.actor, nominal_ids=[nominal_id]).get(nominal_id)
    if found is None:
        raise NotVisible
    ctx.authorise(policies.may_write(ctx.actor, found.compartment_id))
    ctx.record(events.NominalViewed(nominal_id=nominal_id))
    return found


@command
def view_two(ctx: Context, *, nominal_id: NominalId, other_id: NominalId) -> queries.Two:
    """Read two records side by side; that both were read is recorded."""
    found = queries.two(viewer=ctx.actor, nominal_ids=(nominal_id, other_id))
    ctx.authorise(policies.may_view(ctx.actor, found.one.compartment_id))
    ctx.authorise(policies.may_view(ctx.actor, found.other.compartment_id))
    for key in (nominal_id, other_id):
        ctx.record(events.NominalViewed(nominal_id=key))
    return found


@step
def mark_not_same(ctx: Context, *, nominal: Nominal, other: Nominal, because: str) -> None:
    """Put a lasting warning on two records that were compared and are of different people; twice is once.

    Refused while a link of the two stands or is proposed.
    """
    ctx.authorise(policies.may_write(ctx.actor, nominal.compartment_id))
    two = both(ctx, nominal.pk, other.pk)
    word = _open_word(ctx, two)
    if word is not None and word.says == Said.NOT_SAME:
        return
    ctx.require(policies.nothing_stands(word))
    _tell_apart(ctx, two, because)


def _open_word(ctx: Context, two: Two) -> PersonLink | None:
    low, high = two
    visible = PersonLink.objects.visible_to(ctx.actor)
    return visible.filter(nominal=low, other=high, state__in=OPEN).first()


def _locked(ctx: Context, link_id: UUID, says: Said) -> PersonLink:
    link: PersonLink = ctx.lock(PersonLink.objects.visible_to(ctx.actor).filter(says=says), link_id)
    return link


def _answering(ctx: Context, link_id: UUID, because: str) -> PersonLink:
    """A link that waits for a second person, and who this is."""
    link = _locked(ctx, link_id, Said.SAME)
    ctx.authorise(policies.may_answer(ctx.actor, link))
    ctx.require(policies.has_reason(because), on="because")
    return link


def _ask_or_end(ctx: Context, link: PersonLink, because: str) -> LinkState:
    if policies.may_link_alone(ctx.actor, *link.compartments, needs_two=link.needs_two):
        return _end(ctx, link, because)
    ctx.change(link, state=LinkState.END_ASKED, asked_by_id=ctx.actor.id, answered_by_id=None)
    _step(ctx, link, StepKind.END_ASKED, because)
    ctx.record(events.PersonLinkEndAsked(link_id=link.pk))
    return LinkState.END_ASKED


def _end(ctx: Context, link: PersonLink, because: str) -> LinkState:
    # Whoever ends alone what needs one person only both asked for it and answered.
    asked_by = link.asked_by_id if link.state == LinkState.END_ASKED else ctx.actor.id
    ctx.change(link, state=LinkState.ENDED, asked_by_id=asked_by, answered_by_id=ctx.actor.id)
    _step(ctx, link, StepKind.ENDED, because)
    judge_similar(ctx, nominal_ids=link.both, is_open=True)
    ctx.record(events.PersonsUnlinked(link_id=link.pk))
    return LinkState.ENDED


def _tell_apart(ctx: Context, two: Two, because: str) -> LinkId:
    word = _say(ctx, two, Said.NOT_SAME, state=LinkState.STANDS, needs_two=True)
    _step(ctx, word, StepKind.TOLD_APART, because)
    judge_similar(ctx, nominal_ids=word.both, is_open=False)
    ctx.record(events.NominalsToldApart(nominal_id=two[0].pk, other_id=two[1].pk))
    return LinkId(word.pk)


def _say(ctx: Context, two: Two, says: Said, **columns: object) -> PersonLink:
    low, high = two
    word: PersonLink = PersonLink(
        nominal=low,
        other=high,
        compartment_id=low.compartment_id,
        other_compartment_id=high.compartment_id,
        says=says,
        asked_by_id=ctx.actor.id,
        **columns,
    )
    ctx.add(word)
    return word


def _step(ctx: Context, link: PersonLink, kind: StepKind, because: str) -> None:
    ctx.add(
        LinkStep(
            compartment_id=link.compartment_id,
            other_compartment_id=link.other_compartment_id,
            link=link,
            kind=kind,
            because=because.strip(),
        )
    )
