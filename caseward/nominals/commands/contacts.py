"""The fifth contact within twelve months has somebody look at all of them together (failings F10)."""

from uuid import UUID

from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind
from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel import references
from caseward.nominals import events, models, policies, queries
from caseward.nominals.vocabulary import NominalId
from caseward.obligations import commands as obligations
from caseward.obligations.queries import of_record
from caseward.obligations.vocabulary import Matter, MatterKind


@step
def review_if_often(ctx: Context, *, nominal_id: UUID | None) -> None:
    """Owe the review if this was the fifth contact; asked of the records that the actor may know."""
    nominal = (
        models.Nominal.objects.visible_to(ctx.actor).filter(pk=nominal_id).first() if nominal_id else None
    )
    if nominal is None or _is_owed(ctx, nominal.pk):
        return
    if queries.is_often_contacted(viewer=ctx.actor, nominal_id=nominal.pk, today=ctx.today):
        obligations.happened(
            ctx,
            about=_matter(nominal),
            code="nominal.often-contacted",
            at=ctx.now,
            rules=(queries.OFTEN_RULE,),
            owner_id=None,
        )


@command
def view_contacts(
    ctx: Context, *, nominal_id: NominalId
) -> tuple[queries.NominalHeading, tuple[queries.ContactMade, ...], bool]:
    """Read every contact of a year together, and whether the review is owed; that the person was read is recorded."""
    found = queries.headings(viewer=ctx.actor, nominal_ids=[nominal_id]).get(nominal_id)
    if found is None:
        raise NotVisible
    ctx.authorise(policies.may_view(ctx.actor, found.compartment_id))
    made = queries.contacts_of(viewer=ctx.actor, nominal_id=nominal_id, today=ctx.today)
    ctx.record(events.NominalViewed(nominal_id=nominal_id))
    return found, made, _is_owed(ctx, nominal_id)


@command
def review_contacts(ctx: Context, *, nominal_id: NominalId, words: str) -> NominalId:
    """Say what all contacts say together; a supervisor does, and the words stand in the chronology of the person."""
    nominal = ctx.lock(models.Nominal.objects.visible_to(ctx.actor), nominal_id)
    ctx.authorise(policies.may_review_contacts(ctx.actor, nominal.compartment_id))
    ctx.require(policies.is_to_be_reviewed(is_owed=_is_owed(ctx, nominal.pk)))
    ctx.require(policies.says_something(words), on="words")
    chronology.enter(ctx, about=_matter(nominal), entered=Entered(kind=Kind.NOTE, text=words))
    obligations.fulfil(ctx, about_id=nominal.pk, rule_key=queries.OFTEN_RULE, how=queries.REVIEWED)
    ctx.record(events.ContactsReviewed(nominal_id=nominal.pk))
    return nominal_id


def _is_owed(ctx: Context, nominal_id: UUID) -> bool:
    owed = of_record(viewer=ctx.actor, about_id=nominal_id, now=ctx.now)
    return any(one.rule_key == queries.OFTEN_RULE for one in owed)


def _matter(nominal: models.Nominal) -> Matter:
    return Matter(
        id=nominal.pk,
        kind=MatterKind.NOMINAL,
        reference=references.shown(nominal.reference),
        compartment_id=nominal.compartment_id,
    )
