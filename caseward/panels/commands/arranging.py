"""A sitting of a unit, and who came."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.organisations.queries import unit
from caseward.organisations.vocabulary import Layer
from caseward.panels import events, policies
from caseward.panels.commands.asking import is_approved, require_all
from caseward.panels.models import Member, Sitting
from caseward.panels.vocabulary import Arranged, Attended, SittingId


@command
def arrange_sitting(ctx: Context, *, unit_id: UUID, arranged: Arranged) -> SittingId:
    """Arrange a sitting of a unit; it is known to those who may know the unit's cases."""
    holder = unit(viewer=ctx.actor, unit_id=unit_id)
    where = holder.compartments.get(Layer.CASES)
    if where not in ctx.actor.compartments:
        raise NotVisible
    ctx.authorise(policies.may_arrange(ctx.actor, where))
    require_all(ctx, policies.unmet_by_arranging(arranged, unit_kind=holder.kind.value))
    sitting = ctx.add(
        Sitting(
            compartment_id=where,
            sort=arranged.sort,
            held_at=arranged.held_at,
            channel=arranged.channel,
            place=arranged.place.strip(),
            chair=arranged.chair.strip(),
            agency=arranged.agency.strip(),
        )
    )
    ctx.record(events.SittingArranged(sitting_id=sitting.pk))
    return SittingId(sitting.pk)


@command
def record_member(ctx: Context, *, sitting_id: SittingId, attended: Attended) -> UUID:
    """Record whether a member came; a later word on the same name in the same role stands instead."""
    sitting = ctx.lock(Sitting.objects.visible_to(ctx.actor), sitting_id)
    ctx.authorise(policies.may_arrange(ctx.actor, sitting.compartment_id))
    ctx.require(policies.is_unapproved(is_approved=is_approved(sitting.pk)))
    ctx.require(policies.has_begun(sitting, now=ctx.now))
    require_all(ctx, policies.unmet_by_attending(sitting, attended))
    member = ctx.add(
        Member(
            compartment_id=sitting.compartment_id,
            sitting=sitting,
            role=attended.role,
            name=attended.name.strip(),
            agency=attended.agency.strip(),
            presence=attended.presence,
        )
    )
    ctx.record(events.MemberRecorded(sitting_id=sitting.pk, member_id=member.pk))
    return member.pk
