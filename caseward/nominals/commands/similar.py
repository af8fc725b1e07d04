"""Pairs of records that look alike are noticed: when a record is made, and when somebody looks through the unit's."""

from collections.abc import Iterable
from uuid import UUID

from caseward.foundation.commands import Context, command, step
from caseward.foundation.paging import START, Page, Place
from caseward.nominals import events, policies, queries
from caseward.nominals.models import Nominal, SimilarPair
from caseward.nominals.queries import Alike, Candidate


@command
def look_for_similar(ctx: Context, *, after: UUID | None = None) -> UUID | None:
    """Look through the next hundred records of one's own units for others that look alike.

    Returns where to go on; None when that was the end. Nothing is linked by it: each pair waits to be judged.
    """
    ctx.authorise(policies.may_judge_somewhere(ctx.actor))
    mine = policies.where_may_write(ctx.actor)
    looked = queries.looked_through(viewer=ctx.actor, compartments=mine, after=after)
    ctx.add_all([_pair(alike.one, alike.other, alike.strength) for alike in looked.pairs])
    ctx.record(events.SimilarLookedFor(looked=looked.count, found=len(looked.pairs)))
    return looked.reached


@command
def view_similar(ctx: Context, *, place: Place = START) -> Page[Alike]:
    """Read a page of the pairs that wait to be judged; how many were shown is recorded."""
    ctx.authorise(policies.may_judge_somewhere(ctx.actor))
    page = queries.similar(viewer=ctx.actor, place=place)
    ctx.record(events.SimilarShown(shown=len(page.rows)))
    return page


@step
def note_similar(ctx: Context, *, nominal: Nominal, alike: Iterable[Candidate]) -> None:
    """Put the new record beside each that looks like it, so that both carry the warning until somebody judges them."""
    pairs = [_pair(nominal, one.heading, queries.strength_of(one.match)) for one in alike]
    if pairs:
        ctx.add_all(pairs)


@step
def judge_similar(ctx: Context, *, nominal_ids: tuple[UUID, UUID], is_open: bool) -> None:
    """While a word on the pair is open nobody is asked again; when that has ended, somebody is."""
    pair = _found(ctx, nominal_ids)
    if pair is not None:
        ctx.change(pair, judged_at=None if is_open else ctx.now)


@step
def put_off_similar(ctx: Context, *, two: tuple[Nominal, Nominal]) -> None:
    """Nobody is asked about the pair again before either record changes."""
    low, high = two
    pair = _found(ctx, (low.pk, high.pk))
    if pair is None:
        match = queries.compared(viewer=ctx.actor, nominal_ids=(low.pk, high.pk))
        pair = ctx.add(_pair(low, high, queries.strength_of(match)))
    ctx.change(pair, seen_version=low.version, other_seen_version=high.version)


def _found(ctx: Context, nominal_ids: tuple[UUID, UUID]) -> SimilarPair | None:
    low, high = sorted(nominal_ids)
    visible = SimilarPair.objects.visible_to(ctx.actor).filter(nominal_id=low, other_id=high)
    found: SimilarPair | None = visible.select_for_update(of=("self",)).first()
    return found


def _pair(
    one: Nominal | queries.NominalHeading, other: Nominal | queries.NominalHeading, strength: int
) -> SimilarPair:
    low, high = sorted((one, other), key=lambda record: record.id)
    return SimilarPair(
        nominal_id=low.id,
        other_id=high.id,
        compartment_id=low.compartment_id,
        other_compartment_id=high.compartment_id,
        strength=strength,
    )
