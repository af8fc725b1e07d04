"""What one person is to another: said with where it comes from, ended, or put right; nobody's record changes by it."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.foundation.paging import START, Place
from caseward.kernel.dates import PartialDate
from caseward.nominals import events, policies, queries
from caseward.nominals.commands.details import columns_of
from caseward.nominals.commands.pairs import Two, both, compartments
from caseward.nominals.models import PersonLink, Relation
from caseward.nominals.models.relations import STANDS
from caseward.nominals.vocabulary import OPEN, NominalId, Provenance, RelationId, Said


@command
def view_associates(ctx: Context, *, nominal_id: NominalId, place: Place = START) -> queries.Associates:
    """Read who is around a person; that the person was read is recorded."""
    found = queries.associates(viewer=ctx.actor, nominal_id=nominal_id, place=place)
    ctx.authorise(policies.may_view(ctx.actor, found.heading.compartment_id))
    ctx.record(events.NominalViewed(nominal_id=nominal_id))
    return found


@command
def view_relation(ctx: Context, *, nominal_id: NominalId, relation_id: RelationId) -> queries.Tie:
    """Read one relation of a person, for whoever may change it."""
    tie = queries.relation(viewer=ctx.actor, nominal_id=nominal_id, relation_id=relation_id)
    ctx.authorise(policies.may_speak_of(ctx.actor, tie.one.compartment_id, tie.other.compartment_id))
    ctx.record(events.NominalViewed(nominal_id=nominal_id))
    return tie


@command
def add_relation(
    ctx: Context, *, one_id: NominalId, kind: str, other_id: NominalId, provenance: Provenance
) -> RelationId:
    """Say that one person is the `kind` of the other; from the other end it reads as the inverse."""
    two = both(ctx, one_id, other_id)
    ctx.authorise(policies.may_speak_of(ctx.actor, *compartments(two)))
    ctx.require(policies.are_two_people(is_one=_are_one(ctx, two)), on="kind")
    relation = _say(ctx, two, kind, seen_from=one_id, provenance=provenance)
    ctx.record(events.RelationAdded(relation_id=relation.pk))
    return RelationId(relation.pk)


@command
def end_relation(
    ctx: Context, *, relation_id: RelationId, version: int, because: str, until: PartialDate | None = None
) -> RelationId:
    """Say that it is so no longer, and why; it stays to be read as what was."""
    relation = _standing(ctx, relation_id, version)
    ctx.require(policies.has_reason(because), on="because")
    since = PartialDate.from_iso(relation.since) if relation.since else None
    span = Provenance(origin=queries.origin_of(relation), source_id=relation.pk, since=since, until=until)
    for field, answer in policies.unmet(span, today=ctx.today):
        ctx.require(answer, on=field)
    was = {"ended_at": ctx.now, "ended_by_id": ctx.actor.id, "ended_because": because.strip()}
    ctx.change(relation, **was, until=until.iso if until else relation.until)
    ctx.record(events.RelationEnded(relation_id=relation.pk))
    return relation_id


@command
def correct_relation(
    ctx: Context,
    *,
    relation_id: RelationId,
    version: int,
    seen_from: NominalId,
    because: str,
    kind: str = "",
    provenance: Provenance | None = None,
) -> RelationId:
    """Say that it was wrong and why, and what is right instead: `seen_from` is the `kind` of the other, or nothing.

    What was wrong stays to be read.
    """
    wrong = _standing(ctx, relation_id, version)
    ctx.require(policies.says_why(because), on="because")
    was = {"corrected_at": ctx.now, "corrected_by_id": ctx.actor.id, "corrected_because": because.strip()}
    ctx.change(wrong, **was)
    if kind and provenance:
        two = both(ctx, *wrong.both)
        _say(ctx, two, kind, seen_from=seen_from, provenance=provenance, corrects=wrong.pk)
    ctx.record(events.RelationCorrected(relation_id=wrong.pk))
    return relation_id


def _standing(ctx: Context, relation_id: UUID, version: int) -> Relation:
    relation: Relation = ctx.lock(Relation.objects.visible_to(ctx.actor), relation_id, version=version)
    ctx.authorise(policies.may_speak_of(ctx.actor, *relation.compartments))
    ctx.require(policies.still_stands(relation))
    return relation


def _are_one(ctx: Context, two: Two) -> bool:
    """Whether somebody says so of the two, or links that stand lead from one to the other."""
    words = PersonLink.objects.visible_to(ctx.actor).filter(says=Said.SAME, state__in=OPEN)
    if words.filter(nominal=two[0], other=two[1]).exists():
        return True
    return two[1].pk in {one.id for one in queries.joined(viewer=ctx.actor, nominal_id=two[0].pk).records}


def _say(
    ctx: Context,
    two: Two,
    kind: str,
    *,
    seen_from: UUID,
    provenance: Provenance,
    corrects: UUID | None = None,
) -> Relation:
    """Kept from the lower id, whichever end it was said from."""
    low, high = two
    known = queries.relation_kinds()[kind]
    stored = kind if seen_from == low.pk else known.inverse
    for field, answer in policies.unmet(provenance, today=ctx.today):
        ctx.require(answer, on=field)
    standing = Relation.objects.visible_to(ctx.actor).filter(STANDS, nominal=low, other=high, kind=stored)
    ctx.require(policies.is_new_relation(is_known=standing.exists()), on="kind")
    relation: Relation = ctx.add(
        Relation(
            nominal=low,
            other=high,
            compartment_id=low.compartment_id,
            other_compartment_id=high.compartment_id,
            kind=stored,
            corrects_id=corrects,
            **columns_of(provenance),
        )
    )
    return relation
