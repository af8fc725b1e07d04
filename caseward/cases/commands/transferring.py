"""A transfer is no closure: the case stays open with its sender until a named officer of the receiver accepts it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from caseward.cases import events, policies, queries
from caseward.cases.commands.happening import happen
from caseward.cases.commands.owning import hand_over_to
from caseward.cases.models import Case, Transfer
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId, OfferAnswer
from caseward.foundation.access import actors
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.obligations import commands as obligations
from caseward.obligations.events import ObligationFulfilled
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer


@command
def offer_transfer(ctx: Context, *, case_id: CaseId, version: int, unit_id: UUID, note: str) -> UUID:
    """Offer a case to another unit, which learns the note and nothing else; it stays here, with all its clocks."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    ctx.authorise(policies.may_transfer(ctx.actor, case))
    ctx.require(policies.is_open(case))
    able = {unit.id: unit for unit in queries.receivers(viewer=ctx.actor, case=case)}
    ctx.require(policies.can_receive(can=unit_id in able), on="unit_id")
    ctx.require(policies.has_words(note, code="case.transfer-without-note", wants=NOTE), on="note")
    ctx.require(policies.is_free_to_go(queries.ties_of(viewer=ctx.actor, case=case)))
    home = queries.home_of(case)
    sender = organisations.unit_of_compartment(viewer=ctx.actor, compartment_id=home)
    transfer = ctx.add(
        Transfer(
            compartment_id=able[unit_id].compartments[Layer.CASES],
            case=case,
            home_id=home,
            sender=sender.name if sender else "",
            receiver=able[unit_id].name,
            note=note,
        )
    )
    obligations.owe(
        ctx, about=matter_of(case), rule_key=ANSWER, started_at=ctx.now, capability="case.allocate"
    )
    ctx.record(events.TransferOffered(case_id=case.pk, transfer_id=transfer.pk, unit_id=unit_id))
    _tell(transfer, "transfer.offered", ctx.now)
    return transfer.pk


@command
def accept_transfer(ctx: Context, *, transfer_id: UUID, version: int, no_conflict: bool) -> CaseId:
    """Accept a case of another unit by name: from now on it is this unit's, and the officer owns it."""
    transfer = _waiting(ctx, transfer_id, version)
    ctx.authorise(policies.may_answer_transfer(ctx.actor, transfer))
    ctx.require(policies.declared(no_conflict=no_conflict), on="no_conflict")
    until = ctx.now + timedelta(days=catalogue().table("oversight", "transfers")["readable_for"])
    with connection.cursor() as cursor:
        cursor.execute("select sec.take_transfer(%s, %s)", [transfer.pk, until])
    ctx.actor = actors.current_actor() or ctx.actor
    case = ctx.lock(Case.objects.visible_to(ctx.actor), transfer.case_id)
    before = case.owner_id
    _answer(ctx, transfer, OfferAnswer.ACCEPTED, "")
    hand_over_to(ctx, case=case, to_id=ctx.actor.id)
    _take_over_what_is_owed(ctx, case)
    happen(ctx, case=case, code="case.transfer-accepted")
    ctx.record(events.TransferAccepted(case_id=case.pk, owner_id=ctx.actor.id, from_id=before))
    _tell(transfer, "transfer.accepted", ctx.now)
    return CaseId(case.pk)


@command
def refuse_transfer(ctx: Context, *, transfer_id: UUID, version: int, because: str) -> UUID:
    """Refuse it with a reason: the case was never anywhere else, and the supervisors of both units are told."""
    transfer = _waiting(ctx, transfer_id, version)
    ctx.authorise(policies.may_answer_transfer(ctx.actor, transfer))
    ctx.require(
        policies.has_words(because, code="case.refused-without-reason", wants="Say why."), on="because"
    )
    _answer(ctx, transfer, OfferAnswer.REFUSED, because)
    _end_the_wait_of_the_sender(ctx, transfer)
    ctx.record(events.TransferRefused(case_id=transfer.case_id, transfer_id=transfer.pk))
    _tell(transfer, "transfer.refused", ctx.now)
    return transfer.pk


@command
def withdraw_transfer(ctx: Context, *, transfer_id: UUID, version: int) -> CaseId:
    """Take back a transfer that was not answered yet."""
    transfer = _waiting(ctx, transfer_id, version)
    case = ctx.get(Case.objects.visible_to(ctx.actor), transfer.case_id)
    ctx.authorise(policies.may_transfer(ctx.actor, case))
    _answer(ctx, transfer, OfferAnswer.WITHDRAWN, "")
    happen(ctx, case=case, code="case.transfer-withdrawn")
    ctx.record(events.TransferWithdrawn(case_id=case.pk, transfer_id=transfer.pk))
    _tell(transfer, "transfer.withdrawn", ctx.now)
    return CaseId(case.pk)


ANSWER = "transfer-answer"
NOTE = "Say what the other unit needs to know before it answers."


def _waiting(ctx: Context, transfer_id: UUID, version: int) -> Transfer:
    transfer = ctx.lock(Transfer.objects.all(), transfer_id, version=version)
    ctx.require(policies.is_unanswered(transfer))
    return transfer


def _answer(ctx: Context, transfer: Transfer, answer: OfferAnswer, words: str) -> None:
    by = {"answered_by_id": ctx.actor.id}
    ctx.change(transfer, answered_at=ctx.now, answer=answer, answer_words=words, **by)


def _take_over_what_is_owed(ctx: Context, case: Case) -> None:
    """Whatever somebody of the sender owes in what went with the case, whose decisions are looked at again, too."""
    went = {one.compartment_id for one in (case, case.referral, case.nominal) if one is not None}
    theirs = Obligation.objects.visible_to(ctx.actor).filter(
        STILL_OWED, compartment_id__in=went, owed_by__isnull=False
    )
    owing = theirs.exclude(owed_by=ctx.actor.id).values_list("about_id", "owed_by_id").distinct()
    for about_id, by in owing.order_by("about_id", "owed_by_id"):
        obligations.hand_over(ctx, about_id=about_id, from_id=by, to_id=ctx.actor.id)


def _end_the_wait_of_the_sender(ctx: Context, transfer: Transfer) -> None:
    """What the sender waited for ends, though whoever refuses does not know the case."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.transfer_was_refused(%s)", [transfer.pk])
        [(ended,)] = cursor.fetchall()
    if ended is not None:
        how = "transfer-refused"
        ctx.record(ObligationFulfilled(obligation_id=ended, about_id=transfer.case_id, how=how))


def _tell(transfer: Transfer, kind: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select sec.tell_of_transfer(%s, %s, %s)", [transfer.pk, kind, at])
