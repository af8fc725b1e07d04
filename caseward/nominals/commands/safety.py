"""Saying how a person is safely reached, and stopping what would go another way."""

from functools import partial
from typing import Any
from uuid import UUID

from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible, Stale
from caseward.foundation.jobs.outbox import staff, tell
from caseward.nominals import events, models, policies, queries
from caseward.nominals.vocabulary import Attempt, NominalId, SafeWays


@command
def view_safety(ctx: Context, *, nominal_id: NominalId) -> tuple[queries.NominalHeading, queries.Safety]:
    """Read how a person is safely reached, for whoever may say it; that it was read is recorded."""
    found = queries.headings(viewer=ctx.actor, nominal_ids=[nominal_id]).get(nominal_id)
    if found is None:
        raise NotVisible
    ctx.authorise(policies.may_write(ctx.actor, found.compartment_id))
    ctx.record(events.NominalViewed(nominal_id=nominal_id))
    return found, queries.safety_of(viewer=ctx.actor, nominal_id=nominal_id)


@command
def keep_safety(ctx: Context, *, nominal_id: NominalId, version: int, said: SafeWays) -> NominalId:
    """Say how a person is safely reached, and who must never be told; it holds wherever something is sent."""
    nominal = ctx.lock(models.Nominal.objects.visible_to(ctx.actor), nominal_id)
    ctx.authorise(policies.may_write(ctx.actor, nominal.compartment_id))
    now = {**_columns(said), "changed_at": ctx.now, "changed_by_id": ctx.actor.id}
    row = models.ContactSafety.objects.filter(nominal=nominal).select_for_update().first()
    if (row.version if row else 0) != version:
        raise Stale(record_id=row.pk if row else nominal.pk, seen=version, current=row.version if row else 0)
    if row is None:
        ctx.add(models.ContactSafety(compartment_id=nominal.compartment_id, nominal=nominal, **now))
    else:
        ctx.change(row, **now)
    ctx.record(events.ContactSafetyKept(nominal_id=nominal.pk))
    return nominal_id


@step
def require_safe(
    ctx: Context, *, nominal_id: UUID | None, attempt: Attempt, on: str, owner_id: UUID | None = None
) -> None:
    """Go on only if the person is safely reached this way; otherwise the owner is alerted with the refusal.

    Where nobody owns a case yet, whoever said what is safe is. Asked of every record that is linked with this one.
    """
    found = models.ContactSafety.objects.visible_to(ctx.actor).filter(
        nominal_id__in=_records(ctx, nominal_id)
    )
    for safety in found:
        told = owner_id or safety.changed_by_id
        ctx.if_refused(partial(_alert, ctx, safety, told))
        ctx.require(policies.may_be_sent(safety, attempt), on=on)
        ctx.calm()


def _columns(said: SafeWays) -> dict[str, Any]:
    return {
        "channels": list(said.channels),
        "hours": said.hours,
        "introduce": said.introduce,
        "unsafe": list(said.unsafe),
        "never_tell": list(said.never_tell),
    }


def _records(ctx: Context, nominal_id: UUID | None) -> list[UUID]:
    if nominal_id is None:
        return []
    joined = queries.joined(viewer=ctx.actor, nominal_id=nominal_id)
    return [nominal_id, *(one.id for one in joined.records)]


def _alert(ctx: Context, safety: models.ContactSafety, user_id: UUID) -> None:
    tell(
        ctx,
        kind="contact.stopped",
        to=staff(user_id),
        about_id=safety.nominal_id,
        compartment_id=safety.compartment_id,
    )
