"""Checking what was understood against what was given, telling the referrer, and asking who is at risk now."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import QuerySet

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.storage.files import OpenedFile, open_file
from caseward.foundation.storage.models import StoredFile
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.forms.reading import Reading, Status, read_answers
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies, queries
from caseward.referrals.commands.arriving import form_definition
from caseward.referrals.commands.moving import go_back, move_on
from caseward.referrals.commands.reaching import reach_referrer
from caseward.referrals.models import Answer, AsGiven, Referral
from caseward.referrals.vocabulary import IDENTIFYING, AnswerStatus, ImmediateRisk, ReferralId, Stage


@command
def view_referral(ctx: Context, *, referral_id: ReferralId) -> queries.ReferralFile:
    """Read a referral; that it was read is recorded."""
    file = queries.file_of(viewer=ctx.actor, referral_id=referral_id)
    if file is None:
        raise NotVisible
    ctx.authorise(policies.may_read(ctx.actor, file.referral))
    ctx.record(events.ReferralViewed(referral_id=file.heading.id))
    return file


@command
def view_original(ctx: Context, *, referral_id: ReferralId) -> OpenedFile:
    """Open the form as it came, to be saved; that it was opened is recorded."""
    referral = ctx.get(Referral.objects.visible_to(ctx.actor), referral_id)
    ctx.authorise(policies.may_read(ctx.actor, referral))
    file = ctx.get(StoredFile.objects.visible_to(ctx.actor).filter(about_id=referral.pk), _file_id(referral))
    ctx.record(events.ReferralViewed(referral_id=referral.pk))
    return open_file(ctx, file=file)


@command
def correct_answer(
    ctx: Context, *, referral_id: ReferralId, field: str, version: int, typed: Mapping[str, str]
) -> UUID:
    """Say what a field should be understood to say, beside the words as given; empty means not given.

    `typed` has the inputs of the field ("individual.surname", also "….detail" where the form asks for one). A change
    in what identifies the person sends the referral back to be searched again (failings F01).
    """
    referral = _worked_on(ctx, referral_id)
    answer = ctx.only(_answer(referral.pk, field), version=version)
    reading = _read(ctx, field, typed)
    status = AnswerStatus.NOT_GIVEN if reading.status is Status.NOT_GIVEN else AnswerStatus.CORRECTED
    changed = reading.value != answer.value
    ctx.change(
        answer,
        status=status,
        value=reading.value,
        because="",
        checked_at=ctx.now,
        checked_by_id=ctx.actor.id,
    )
    if changed and field in IDENTIFYING:
        ctx.change(referral, searched_at=None)
        go_back(ctx, referral=referral, to=Stage.IDENTITY)
    ctx.record(events.AnswerCorrected(referral_id=referral.pk, field=field))
    return answer.pk


@command
def finish_checking(ctx: Context, *, referral_id: ReferralId, version: int) -> ReferralId:
    """Say that every answer was compared with what was given; fields that were not read must be settled one by one."""
    referral = _worked_on(ctx, referral_id, version=version)
    unread = referral.answers.filter(status=AnswerStatus.NOT_READ).count()
    ctx.require(_all_were_read(unread))
    unchecked = referral.answers.filter(checked_at__isnull=True).order_by("pk")
    by_now = {"checked_at": ctx.now, "checked_by_id": ctx.actor.id}
    ctx.change_all([(answer, by_now) for answer in unchecked])
    move_on(ctx, referral=referral, to=Stage.IDENTITY)
    ctx.record(events.ReferralChecked(referral_id=referral.pk))
    return referral_id


@command
def mark_acknowledged(ctx: Context, *, referral_id: ReferralId, version: int, how: str) -> ReferralId:
    """Say that the referrer was told of the arrival, and how (a code: telephone, e-mail, in person)."""
    referral = _worked_on(ctx, referral_id, version=version)
    ctx.require(_first_time(already=referral.acknowledged_at is not None, what="acknowledged"))
    reach_referrer(ctx, referral=referral, how=how, on="how")
    ctx.change(referral, acknowledged_at=ctx.now, acknowledged_by_id=ctx.actor.id)
    obligations.fulfil(ctx, about_id=referral.pk, rule_key="acknowledge-referral", how="acknowledged")
    ctx.record(events.ReferralAcknowledged(referral_id=referral.pk, how=how))
    return referral_id


@command
def screen_immediate_risk(
    ctx: Context, *, referral_id: ReferralId, version: int, risk: ImmediateRisk, note: str
) -> ReferralId:
    """Say whether anybody is at immediate risk, with what is being done; not knowing needs a note as much as yes."""
    referral = _worked_on(ctx, referral_id, version=version)
    ctx.require(_says_what_is_done(risk, note), on="note")
    ctx.change(
        referral, risk=risk, risk_note=note, risk_screened_at=ctx.now, risk_screened_by_id=ctx.actor.id
    )
    obligations.fulfil(ctx, about_id=referral.pk, rule_key="immediate-risk-screen", how="screened")
    ctx.record(events.RiskScreened(referral_id=referral.pk, risk=risk))
    return referral_id


def _worked_on(ctx: Context, referral_id: ReferralId, *, version: int | None = None) -> Referral:
    referral = ctx.only(_referral(ctx.actor.compartments, referral_id), version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, referral))
    ctx.require(policies.is_undecided(referral))
    return referral


def _file_id(referral: Referral) -> UUID | None:
    return AsGiven.objects.filter(referral=referral).values_list("file_id", flat=True).first()


@kept
def _referral(known: Collection[UUID], referral_id: UUID) -> QuerySet[Referral]:
    return Referral.objects.known_in(known).filter(pk=referral_id).select_for_update(of=("self",))


@kept
def _answer(referral_id: UUID, field: str) -> QuerySet[Answer]:
    return Answer.objects.filter(referral_id=referral_id, field=field).select_for_update(of=("self",))


def _read(ctx: Context, field: str, typed: Mapping[str, str]) -> Reading:
    known = form_definition().field(field)
    given = {name: typed.get(name, "") for name in known.inputs}
    reading = read_answers(given, form_definition(), today=ctx.today).of(field)
    unread = Refused(
        "referral.answer-not-read", str(reading.because), "Correct it, or leave it empty if it is not given."
    )
    ctx.require(unread if reading.status is Status.NOT_READ else Allowed("read"), on=field)
    return reading


def _all_were_read(unread: int) -> Decision:
    if unread == 0:
        return Allowed("every field is settled")
    return Refused(
        "referral.fields-not-read",
        "Some fields could not be read.",
        "For each, say what it should be, or empty it if it was not given.",
    )


def _first_time(*, already: bool, what: str) -> Decision:
    return (
        Refused(f"referral.already-{what}", f"The referral is {what} already.")
        if already
        else Allowed("first time")
    )


def _says_what_is_done(risk: ImmediateRisk, note: str) -> Decision:
    if risk == ImmediateRisk.NO or note.strip():
        return Allowed("what is done is said")
    return Refused(
        "referral.risk-without-action",
        "Someone may be at risk now.",
        "Say what has been done, by whom, or how you are finding out.",
    )
