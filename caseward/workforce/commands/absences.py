"""Being away: recorded by the officer or a supervisor, covered by a named colleague who says yes; nothing moves."""

from datetime import date
from uuid import UUID

from django.db import connection

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.foundation.commands import Context, command
from caseward.foundation.jobs.outbox import staff, tell
from caseward.workforce import events, policies, queries
from caseward.workforce.commands.saving import saved
from caseward.workforce.models import Absence, Cover
from caseward.workforce.vocabulary import Away, CoverAnswer


@command
def record_absence(
    ctx: Context, *, user_id: UUID, kind: Away, starts_on: date, ends_on: date | None = None
) -> UUID:
    """Say that an officer is away from a day on; what they own stays theirs, and somebody is asked to cover."""
    ctx.authorise(policies.may_say_away(ctx.actor, user_id, led=queries.leads(user_id)))
    user = ctx.lock(User.objects.filter(kind=Kind.PERSON), user_id)
    ctx.require(policies.is_in_order(starts_on, ends_on), on="ends_on")
    absence = Absence(user=user, kind=kind, starts_on=starts_on, ends_on=ends_on)
    ctx.require(policies.is_first_absence(overlapping=_overlaps(absence)), on="starts_on")
    ctx.add(absence)
    ctx.record(events.AbsenceRecorded(absence_id=absence.pk, user_id=user_id, starts_on=starts_on))
    return absence.pk


@command
def end_absence(ctx: Context, *, absence_id: UUID, version: int) -> UUID:
    """Say that an officer is back: cover ends with the absence, at the next request."""
    absence = ctx.lock(Absence.objects.all(), absence_id, version=version)
    ctx.authorise(policies.may_say_away(ctx.actor, absence.user_id, led=queries.leads(absence.user_id)))
    ctx.require(policies.is_still_away(absence, today=ctx.today))
    absence.back_at = ctx.now
    saved(absence, "back_at")
    for cover in absence.covers.all():
        _call("select sec.end_cover(%s)", cover.pk)
    ctx.record(events.AbsenceEnded(absence_id=absence.pk, user_id=absence.user_id))
    return absence.pk


@command
def ask_for_cover(ctx: Context, *, absence_id: UUID, version: int, user_id: UUID) -> UUID:
    """Ask a colleague to cover while somebody is away; whoever covers says so, and nobody says it for them."""
    absence = ctx.lock(Absence.objects.select_related("user"), absence_id, version=version)
    ctx.authorise(policies.may_say_away(ctx.actor, absence.user_id, led=queries.leads(absence.user_id)))
    ctx.require(policies.is_still_away(absence, today=ctx.today))
    able = {
        one.id: one for one in queries.can_cover(viewer=ctx.actor, absence_id=absence_id, today=ctx.today)
    }
    ctx.require(policies.may_cover(can=user_id in able), on="user_id")
    ctx.require(policies.nobody_covers(is_covered=_is_covered(absence)), on="user_id")
    cover = ctx.add(Cover(absence=absence, user_id=user_id))
    saved(absence)
    if user_id != ctx.actor.id:
        tell(
            ctx, kind="cover.asked", to=staff(user_id), about_id=cover.pk,
            compartment_id=able[user_id].compartment_id,
        )  # fmt: skip
    ctx.record(events.CoverAsked(cover_id=cover.pk, user_id=user_id, for_id=absence.user_id))
    return cover.pk


@command
def accept_cover(ctx: Context, *, cover_id: UUID, version: int) -> UUID:
    """Cover for a colleague: their cases are read, and what they owe is done, until they are back."""
    cover = _asked(ctx, cover_id, version)
    _answer(ctx, cover, CoverAnswer.ACCEPTED, "")
    _call("select sec.open_cover(%s)", cover.pk)
    ctx.record(events.CoverAccepted(cover_id=cover.pk, for_id=cover.absence.user_id))
    return cover.pk


@command
def refuse_cover(ctx: Context, *, cover_id: UUID, version: int, because: str) -> UUID:
    """Say no to covering, with the reason: whoever asked is told, and asks somebody else."""
    cover = _asked(ctx, cover_id, version)
    ctx.require(policies.says_why(because), on="because")
    _answer(ctx, cover, CoverAnswer.REFUSED, because)
    absent = cover.absence.user_id
    for where in queries.shared_with(viewer=ctx.actor, user_id=absent)[:1]:
        for each in {cover.created_by_id, absent} - {ctx.actor.id}:
            tell(ctx, kind="cover.refused", to=staff(each), about_id=absent, compartment_id=where)
    ctx.record(events.CoverRefused(cover_id=cover.pk, for_id=cover.absence.user_id))
    return cover.pk


def _asked(ctx: Context, cover_id: UUID, version: int) -> Cover:
    cover = ctx.lock(Cover.objects.select_related("absence"), cover_id, version=version)
    ctx.authorise(policies.may_answer_cover(ctx.actor, cover))
    ctx.require(policies.waits_for_an_answer(cover, today=ctx.today))
    return cover


def _answer(ctx: Context, cover: Cover, answer: CoverAnswer, words: str) -> None:
    cover.answered_at, cover.answer, cover.answer_words = ctx.now, answer, words
    saved(cover, "answered_at", "answer", "answer_words")


def _overlaps(absence: Absence) -> bool:
    others = Absence.objects.filter(user=absence.user_id, back_at__isnull=True).exclude(
        ends_on__lte=absence.starts_on
    )
    return (others.filter(starts_on__lt=absence.ends_on) if absence.ends_on else others).exists()


def _is_covered(absence: Absence) -> bool:
    return absence.covers.exclude(answer=CoverAnswer.REFUSED).exists()


def _call(statement: str, record_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [record_id])
