"""Posting people, recording vetting and training, and deriving from them what a person may know."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from caseward.accounts.events import SessionsEnded
from caseward.accounts.models import User
from caseward.accounts.queries import left_behind
from caseward.accounts.vocabulary import Ended, Kind
from caseward.foundation.access import sessions
from caseward.foundation.access.models import Membership
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command, step
from caseward.organisations.models import Unit
from caseward.workforce import events, policies
from caseward.workforce.commands.renewals import keep_renewal
from caseward.workforce.commands.saving import saved
from caseward.workforce.models import Clearance, Posting, Training
from caseward.workforce.vocabulary import Level


@command
def post_person(
    ctx: Context, *, user_id: UUID, unit_id: UUID, role: str, starts_on: date, ends_on: date | None = None
) -> UUID:
    """Post somebody to a unit in a role, from a day on and until another."""
    ctx.authorise(policies.may_post_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.filter(kind=Kind.PERSON), user_id)
    unit = ctx.get(Unit.objects.all(), unit_id)
    ctx.require(policies.has_work_for(catalogue().role(role, on=ctx.today), unit), on="role")
    ctx.require(policies.is_in_order(starts_on, ends_on), on="ends_on")
    posting = Posting(
        user=user,
        unit=unit,
        role=role,
        starts_at=policies.midnight(starts_on),
        ends_at=policies.midnight(ends_on) if ends_on else None,
    )
    ctx.require(policies.is_first(overlapping=_overlaps(posting)), on="starts_on")
    ctx.add(posting)
    ctx.record(events.PersonPosted(posting_id=posting.pk, user_id=user_id, unit_id=unit_id, role=role))
    renew_access(ctx, user_id=user_id)
    return posting.pk


@command
def end_posting(
    ctx: Context, *, posting_id: UUID, version: int, because: str, ends_on: date | None = None
) -> UUID:
    """End a posting now, or on a day to come; what stood on it is gone at the next request."""
    ctx.authorise(policies.may_post(ctx.actor))
    posting = ctx.lock(Posting.objects.all(), posting_id, version=version)
    ctx.authorise(policies.is_not(ctx.actor, posting.user_id))
    ctx.require(policies.is_running(posting, now=ctx.now))
    at_once = ends_on is None or ends_on <= ctx.today
    if at_once:  # a day to come leaves the time in which everything is handed over
        left = left_behind(user_id=posting.user_id, posting_id=posting.pk)
        ctx.require(policies.leaves_nothing(left))
    posting.ends_at = max(ctx.now, posting.starts_at) if at_once else policies.midnight(ends_on or ctx.today)
    posting.ended_because = because
    saved(posting, "ends_at", "ended_because")
    ctx.record(events.PostingEnded(posting_id=posting.pk, user_id=posting.user_id))
    renew_access(ctx, user_id=posting.user_id)
    return posting.pk


@command
def confirm_posting(ctx: Context, *, posting_id: UUID, version: int) -> UUID:
    """Say that a posting is still needed: what stands on it is good for another year."""
    ctx.authorise(policies.may_post(ctx.actor))
    posting = ctx.lock(Posting.objects.all(), posting_id, version=version)
    ctx.authorise(policies.is_not(ctx.actor, posting.user_id))
    ctx.require(policies.is_running(posting, now=ctx.now))
    saved(posting)
    ctx.record(events.PostingConfirmed(posting_id=posting.pk, user_id=posting.user_id))
    renew_access(ctx, user_id=posting.user_id)
    return posting.pk


@command
def record_clearance(ctx: Context, *, user_id: UUID, level: Level, starts_on: date, ends_on: date) -> UUID:
    """Record that somebody is vetted; at 00:00 in London of the last day it no longer counts."""
    ctx.authorise(policies.may_post_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.filter(kind=Kind.PERSON), user_id)
    ctx.require(policies.is_in_order(starts_on, ends_on), on="ends_on")
    clearance = ctx.add(Clearance(user=user, level=level, starts_on=starts_on, ends_on=ends_on))
    ctx.record(events.ClearanceRecorded(user_id=user_id, level=level))
    keep_renewal(ctx, user_id=user_id, level=level, how="renewed")
    renew_access(ctx, user_id=user_id)
    return clearance.pk


@command
def withdraw_clearance(ctx: Context, *, clearance_id: UUID, version: int, because: str) -> UUID:
    """Withdraw vetting before its time: whatever needed it is closed at the next request."""
    ctx.authorise(policies.may_post(ctx.actor))
    clearance = ctx.lock(Clearance.objects.all(), clearance_id, version=version)
    ctx.authorise(policies.is_not(ctx.actor, clearance.user_id))
    ctx.require(policies.is_live(clearance, today=ctx.today))
    clearance.withdrawn_at, clearance.withdrawn_because = ctx.now, because
    saved(clearance, "withdrawn_at", "withdrawn_because")
    ctx.record(events.ClearanceWithdrawn(user_id=clearance.user_id, level=clearance.level))
    keep_renewal(ctx, user_id=clearance.user_id, level=Level(clearance.level), how="withdrawn")
    renew_access(ctx, user_id=clearance.user_id)
    return clearance.pk


@command
def record_training(
    ctx: Context, *, user_id: UUID, course: str, completed_on: date, ends_on: date | None = None
) -> UUID:
    """Record a course that somebody completed."""
    ctx.authorise(policies.may_post_other(ctx.actor, user_id))
    user = ctx.lock(User.objects.filter(kind=Kind.PERSON), user_id)
    asked_for = {course for role in catalogue().roles for course in role.training}
    ctx.require(policies.is_known(course, asked_for), on="course")
    ctx.require(policies.is_in_order(completed_on, ends_on), on="ends_on")
    training = ctx.add(Training(user=user, course=course, completed_on=completed_on, ends_on=ends_on))
    ctx.record(events.TrainingRecorded(user_id=user_id, course=course))
    renew_access(ctx, user_id=user_id)
    return training.pk


@step
def renew_access(ctx: Context, *, user_id: UUID) -> None:
    """Derive afresh what a person may know from postings, vetting and training; what was granted otherwise stays."""
    user = ctx.lock(User.objects.all(), user_id)  # one derivation at a time for a person
    postings = list(Posting.objects.filter(user=user).select_related("unit"))
    opened = [access for posting in postings for access in _opened_by(ctx, posting)]
    standing = Membership.objects.filter(user=user, basis_id__in=[posting.pk for posting in postings])
    had_any = standing.exists()
    standing.delete()
    Membership.objects.bulk_create(_membership(user_id, access) for access in opened)
    _follow_postings(user_id)
    ctx.record(events.AccessRenewed(user_id=user_id, compartments=len(opened)))
    if had_any and not opened:
        sessions.end_all_of(user_id, because=Ended.ACCESS)
        ctx.record(SessionsEnded(user_id=user_id, how=Ended.ACCESS))


def _follow_postings(user_id: UUID) -> None:
    """What was given by name opens nothing once no posting stands under it, and opens again when one does."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.follow_postings(%s)", [user_id])


def _opened_by(ctx: Context, posting: Posting) -> list[policies.Access]:
    role = catalogue().role(posting.role, on=ctx.today)
    fit = policies.qualified(
        role,
        Clearance.objects.filter(user=posting.user_id),
        Training.objects.filter(user=posting.user_id),
        today=ctx.today,
    )
    return policies.accesses(posting, role, fit, now=ctx.now)


def _membership(user_id: UUID, access: policies.Access) -> Membership:
    return Membership(
        user_id=user_id,
        compartment_id=access.compartment_id,
        basis=access.basis,
        basis_id=access.posting_id,
        capabilities=list(access.capabilities),
        starts_at=access.starts_at,
        ends_at=access.ends_at,
    )


def _overlaps(posting: Posting) -> bool:
    same = Posting.objects.filter(user=posting.user_id, unit=posting.unit_id, role=posting.role)
    same = same.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=posting.starts_at))
    return bool((same.filter(starts_at__lt=posting.ends_at) if posting.ends_at else same).exists())
