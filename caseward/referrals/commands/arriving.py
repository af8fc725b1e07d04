"""A referral arrives: typed from a call, on a filled-in form, or through the public page; one structure for all."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

from django.core.files import File

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command, step
from caseward.foundation.documents import Unreadable, open_document
from caseward.foundation.records import bulk, references
from caseward.foundation.storage.files import keep_file
from caseward.kernel import markings
from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.forms.definitions import FormDefinition
from caseward.kernel.forms.documents import Document
from caseward.kernel.forms.reading import FormReading, Reading, read_answers, read_form
from caseward.kernel.references import Kind
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies
from caseward.referrals.models import Answer, AsGiven, Referral, Submission
from caseward.referrals.queries.matters import matter_of
from caseward.referrals.vocabulary import FORM, INTAKE, Channel, ReferralId


CLOCKS_ON_ARRIVAL = {
    "acknowledge-referral": "referral.write",
    "immediate-risk-screen": "referral.write",
    "deconfliction": "referral.deconflict",
    "gateway-decision": "referral.decide",
}


@cache
def form_definition() -> FormDefinition:
    """The one form of all channels."""
    return FormDefinition.from_table(catalogue().table("forms", FORM))


@command
def take_referral(
    ctx: Context, *, compartment_id: UUID, answers: Mapping[str, str], received_at: datetime | None = None
) -> ReferralId:
    """Take in a referral that was typed; no field is required, and what does not parse is kept and marked."""
    ctx.authorise(policies.may_take(ctx.actor, compartment_id))
    ctx.require(policies.says_something(answers))
    reading = read_answers(answers, form_definition(), today=ctx.today)
    referral = take(
        ctx,
        compartment_id=compartment_id,
        channel=Channel.TYPED,
        reading=reading,
        received_at=received_at or ctx.now,
    )
    return ReferralId(referral.id)


@command
def take_uploaded_referral(
    ctx: Context, *, compartment_id: UUID, upload: "File[bytes]", received_at: datetime
) -> ReferralId:
    """Take in a filled-in form; the file stays beside the referral, also when nothing in it could be read."""
    ctx.authorise(policies.may_take(ctx.actor, compartment_id))
    document = _opened(ctx, upload)
    reading = read_form(document, form_definition(), today=ctx.today)
    referral = take(
        ctx,
        compartment_id=compartment_id,
        channel=Channel.UPLOADED,
        reading=reading,
        received_at=received_at,
    )
    file = keep_file(ctx, compartment_id=compartment_id, about_id=referral.id, upload=upload, on="upload")
    _keep_as_given(ctx, referral, document, reading, file_id=file.id, title=upload.name or "")
    return ReferralId(referral.id)


@command
def post_submission(
    ctx: Context, *, submission_id: UUID, compartment_id: UUID, answers: Mapping[str, str]
) -> str:
    """Put a referral from the public page into a letterbox; returns its receipt, and reveals nothing."""
    ctx.authorise(Allowed("anybody may refer"))
    ctx.require(policies.says_something(answers))
    read_answers(answers, form_definition(), today=ctx.today)  # refuses fields that the form has not
    receipt = references.new(Kind.SUBMISSION)
    ctx.add(
        Submission(id=submission_id, compartment_id=compartment_id, receipt=receipt, answers=dict(answers))
    )
    ctx.record(events.SubmissionPosted(submission_id=submission_id))
    return receipt


@command
def open_submission(ctx: Context, *, submission_id: UUID) -> ReferralId:
    """Open a submission and take it in as a referral, received when it was posted; opened once, by one officer."""
    unopened = Submission.objects.filter(compartment_id__in=ctx.actor.compartments)
    submission = ctx.lock(unopened, submission_id)
    ctx.authorise(policies.may_open_letterbox(ctx.actor, submission.compartment_id))
    ctx.authorise(policies.may_take(ctx.actor, submission.compartment_id))
    if submission.referral_id:
        return ReferralId(_already_open(ctx, submission))
    reading = read_answers(submission.answers, form_definition(), today=ctx.today)
    referral = take(
        ctx,
        compartment_id=submission.compartment_id,
        channel=Channel.PUBLIC,
        reading=reading,
        received_at=submission.created_at,
    )
    ctx.change(submission, opened_at=ctx.now, opened_by_id=ctx.actor.id, referral_id=referral.id)
    return ReferralId(referral.id)


@step
def take(
    ctx: Context, *, compartment_id: UUID, channel: Channel, reading: FormReading, received_at: datetime
) -> Referral:
    """Keep what was read as a referral, and start its clocks from when it was received."""
    ctx.require(_not_in_the_future(received_at, ctx.now), on="received_at")
    referral = bulk.filled(
        Referral,
        compartment_id=compartment_id,
        reference=references.new(Kind.REFERRAL),
        channel=channel,
        form_key=reading.form,
        form_version=reading.version,
        pathway_version=catalogue().latest_pathway(INTAKE, on=ctx.today).version,
        received_at=received_at,
    )
    ctx.add_all([referral, *(_answer(referral, one) for one in reading.readings)])
    obligations.owe_from_the_start(
        ctx, about=matter_of(referral), started_at=received_at, rules=CLOCKS_ON_ARRIVAL
    )
    ctx.record(events.ReferralTaken(referral_id=referral.id, channel=channel))
    return referral


def _answer(referral: Referral, read: Reading) -> Answer:
    return bulk.filled(
        Answer,
        compartment_id=referral.compartment_id,
        referral_id=referral.pk,
        field=read.field,
        as_given=read.as_given,
        status=read.status,
        value=read.value,
        because=str(read.because),
        locator=read.locator,
        passages=list(read.passages),
    )


def _opened(ctx: Context, upload: "File[bytes]") -> Document:
    try:
        document = open_document(upload.read(), filename=upload.name or "")
    except Unreadable as amiss:
        ctx.require(Refused("referral.unreadable-form", str(amiss)), on="upload")
        raise
    finally:
        upload.seek(0)
    ctx.require(markings.refuse_above_ceiling(document.head_text), on="upload")
    return document


def _keep_as_given(
    ctx: Context, referral: Referral, document: Document, reading: FormReading, *, file_id: UUID, title: str
) -> None:
    passages = [
        {"id": one.id, "locator": one.locator, "kind": one.kind.value, "cells": list(one.cells)}
        for one in document.passages
    ]
    unplaced = [{"text": one.text, "locator": one.locator} for one in reading.unplaced]
    ctx.add(
        AsGiven(
            compartment_id=referral.compartment_id,
            referral=referral,
            file_id=file_id,
            title=title,
            passages=passages,
            unplaced=unplaced,
        )
    )


def _already_open(ctx: Context, submission: Submission) -> UUID:
    """Two officers pressed at once: the second goes to the referral that the first made."""
    referral_id = UUID(str(submission.referral_id))
    ctx.record(events.ReferralViewed(referral_id=referral_id))
    return referral_id


def _not_in_the_future(received_at: datetime, now: datetime) -> Allowed | Refused:
    if received_at <= now:
        return Allowed("received already")
    return Refused(
        "referral.received-in-future",
        "The referral cannot have been received in the future.",
        "Give the day and time at which it reached you.",
    )
