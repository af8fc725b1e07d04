"""Saying how a person is safely reached, and stopping what would go another way."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible, Stale
from caseward.foundation.jobs.outbox import staff, tell
from caseward.foundation.records.models import Record
from caseward.nominals import events, models, policies, queries
from caseward.nominals.vocabulary import Attempt, NominalId, SafeWays


STOPPED = "contact.stopped"


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
    own = models.ContactSafety.objects.filter(nominal=nominal, source_id__isnull=True)
    row = own.select_for_update().first()
    as_seen(row, record_id=nominal.pk, version=version)
    now = {**said.columns(), "changed_at": ctx.now, "changed_by_id": ctx.actor.id}
    _keep(ctx, nominal, row, now)
    return nominal_id


@step
def hand_on_safety(ctx: Context, *, nominal: models.Nominal, source_id: UUID, ways: models.Ways) -> None:
    """Let a person have what a source says of safe contact, beside what others said, as by whoever wrote it down."""
    ctx.authorise(policies.may_write(ctx.actor, nominal.compartment_id))
    row = models.ContactSafety.objects.filter(source_id=source_id).select_for_update().first()
    said = {name: getattr(ways, name) for name in (*SafeWays().columns(), "changed_at", "changed_by_id")}
    _keep(ctx, nominal, row, said, source_id=source_id)


def as_seen(row: Record | None, *, record_id: UUID, version: int) -> None:
    """Go on only if the row is as its reader saw it; version 0 where there was none."""
    current = row.version if row else 0
    if current != version:
        raise Stale(record_id=row.pk if row else record_id, seen=version, current=current)


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
        require_safe_by(
            ctx, safety=safety, about_id=safety.nominal_id, attempt=attempt, on=on, kind=STOPPED, tells=told
        )


@step
def require_safe_by(
    ctx: Context, *, safety: models.Ways, about_id: UUID, attempt: Attempt, on: str, kind: str, tells: UUID
) -> None:
    """Go on only if what was said of one person or referral allows it; otherwise somebody is alerted."""
    ctx.if_refused(partial(_alert, ctx, safety, about_id, kind, tells))
    ctx.require(policies.may_be_sent(safety, attempt), on=on)
    ctx.calm()


def _keep(
    ctx: Context,
    nominal: models.Nominal,
    row: models.ContactSafety | None,
    said: Mapping[str, Any],
    source_id: UUID | None = None,
) -> None:
    kept = {**said, "compartment_id": nominal.compartment_id, "nominal_id": nominal.pk}
    if row is None:
        ctx.add(models.ContactSafety(source_id=source_id, **kept))
    else:
        ctx.change(row, **kept)
    ctx.record(events.ContactSafetyKept(nominal_id=nominal.pk))


def _records(ctx: Context, nominal_id: UUID | None) -> list[UUID]:
    if nominal_id is None:
        return []
    joined = queries.joined(viewer=ctx.actor, nominal_id=nominal_id)
    return [nominal_id, *(one.id for one in joined.records)]


def _alert(ctx: Context, safety: models.Ways, about_id: UUID, kind: str, user_id: UUID) -> None:
    tell(ctx, kind=kind, to=staff(user_id), about_id=about_id, compartment_id=safety.compartment_id)
