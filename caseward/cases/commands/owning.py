"""Offering, accepting, refusing: one accepted owner at every instant (failings F07)."""

from collections.abc import Sequence
from uuid import UUID

from caseward.accounts.models import User
from caseward.cases import events, policies
from caseward.cases.commands.happening import happen
from caseward.cases.models import Case, Offer, Ownership
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId, OfferAnswer
from caseward.foundation.commands import Context, command, step
from caseward.foundation.jobs.outbox import staff, tell
from caseward.obligations import commands as obligations
from caseward.workforce import queries as workforce


OFFER_CLOCK = "case-offer"
_ANSWERED = {
    OfferAnswer.ACCEPTED: "case.accepted",
    OfferAnswer.REFUSED: "case.refused",
    OfferAnswer.WITHDRAWN: "case.offer-withdrawn",
}


@command
def offer_case(ctx: Context, *, case_id: CaseId, version: int, to_id: UUID, note: str = "") -> UUID:
    """Offer the case to an officer who may take it; it stays with its owner until the officer accepts."""
    case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id, version=version)
    ctx.authorise(policies.may_offer(ctx.actor, case))
    ctx.require(policies.is_open(case))
    return make_offer(ctx, case=case, to=ctx.get(User.objects.all(), to_id), note=note).pk


@command
def hand_over_cases(ctx: Context, *, case_ids: Sequence[CaseId], to_id: UUID, note: str = "") -> int:
    """Offer several cases to one officer, who accepts each by name; until then each stays where it is."""
    to = ctx.get(User.objects.all(), to_id)
    ctx.authorise(policies.may_hand_over(ctx.actor))
    ctx.require(policies.names_a_case(case_ids), on="case_ids")
    for case_id in sorted(set(case_ids), key=str):
        case = ctx.lock(Case.objects.visible_to(ctx.actor), case_id)
        ctx.authorise(policies.may_offer(ctx.actor, case))
        ctx.require(policies.is_open(case))
        make_offer(ctx, case=case, to=to, note=note)
    return len(set(case_ids))


@command
def accept_case(ctx: Context, *, offer_id: UUID, version: int, no_conflict: bool) -> CaseId:
    """Accept the case and own it from now on, having declared no conflict of interest."""
    offer = ctx.lock(Offer.objects.visible_to(ctx.actor), offer_id, version=version)
    ctx.authorise(policies.may_answer(ctx.actor, offer))
    ctx.require(policies.is_unanswered(offer))
    ctx.require(policies.declared(no_conflict=no_conflict), on="no_conflict")
    case = ctx.lock(Case.objects.visible_to(ctx.actor), offer.case_id)
    before = case.owner_id
    _answer(ctx, offer, OfferAnswer.ACCEPTED, "")
    hand_over_to(ctx, case=case, to_id=ctx.actor.id)
    ctx.record(events.CaseAccepted(case_id=case.pk, owner_id=ctx.actor.id, from_id=before))
    return CaseId(case.pk)


@command
def refuse_case(ctx: Context, *, offer_id: UUID, version: int, because: str) -> CaseId:
    """Refuse the case with a reason: it stays with its owner, and both supervisors are told."""
    offer = ctx.lock(Offer.objects.visible_to(ctx.actor), offer_id, version=version)
    ctx.authorise(policies.may_answer(ctx.actor, offer))
    ctx.require(policies.is_unanswered(offer))
    ctx.require(
        policies.has_words(because, code="case.refused-without-reason", wants="Say why."), on="because"
    )
    _answer(ctx, offer, OfferAnswer.REFUSED, because)
    for supervisor_id in _to_be_told(ctx, offer):
        tell(
            ctx,
            kind="case.refused",
            to=staff(supervisor_id),
            about_id=offer.case_id,
            compartment_id=offer.compartment_id,
        )
    ctx.record(events.CaseRefused(case_id=offer.case_id, offered_by_id=offer.created_by_id))
    return CaseId(offer.case_id)


@step
def turn_down(ctx: Context, *, case_id: UUID, because: str) -> None:
    """Refuse what was offered to the actor of a case that he leaves; nothing where nothing was."""
    waiting = Offer.objects.visible_to(ctx.actor).filter(
        case_id=case_id, to_id=ctx.actor.id, answered_at__isnull=True
    )
    for offer in waiting.select_for_update():
        _answer(ctx, offer, OfferAnswer.REFUSED, because)
        ctx.record(events.CaseRefused(case_id=case_id, offered_by_id=offer.created_by_id))


@command
def withdraw_offer(ctx: Context, *, offer_id: UUID, version: int) -> CaseId:
    """Take back an offer that was not answered yet."""
    offer = ctx.lock(Offer.objects.visible_to(ctx.actor).select_related("case"), offer_id, version=version)
    ctx.authorise(policies.may_offer(ctx.actor, offer.case))
    ctx.require(policies.is_unanswered(offer))
    _answer(ctx, offer, OfferAnswer.WITHDRAWN, "")
    ctx.record(events.OfferWithdrawn(case_id=offer.case_id, to_id=offer.to_id))
    return CaseId(offer.case_id)


@step
def make_offer(ctx: Context, *, case: Case, to: User, note: str) -> Offer:
    """Offer the case; to be answered within the time of its clock."""
    ctx.require(policies.is_offered_to_somebody_else(case, to.pk), on="to")
    able = workforce.colleagues(
        viewer=ctx.actor, compartment_id=case.compartment_id, capability="case.accept"
    )
    ctx.require(policies.may_take_over(can=to.pk in {person.id for person in able}), on="to")
    gone = workforce.away(viewer=ctx.actor, user_ids=[to.pk], today=ctx.today)
    ctx.require(policies.is_at_work(is_away=to.pk in gone), on="to")
    is_open = case.offers.filter(answered_at__isnull=True).exists()
    ctx.require(policies.has_no_open_offer(is_open=is_open), on="to")
    offer = ctx.add(Offer(compartment_id=case.compartment_id, case=case, to=to, note=note))
    obligations.owe(ctx, about=matter_of(case), rule_key=OFFER_CLOCK, started_at=ctx.now, owed_by_id=to.pk)
    tell(
        ctx,
        kind="case.offered",
        to=staff(to.pk),
        about_id=case.pk,
        compartment_id=case.compartment_id,
    )
    ctx.record(events.CaseOffered(case_id=case.pk, to_id=to.pk))
    return offer


def _answer(ctx: Context, offer: Offer, answer: OfferAnswer, words: str) -> None:
    ctx.change(offer, answered_at=ctx.now, answer=answer, answer_words=words)
    happen(ctx, case=offer.case, code=_ANSWERED[answer])


@step
def hand_over_to(ctx: Context, *, case: Case, to_id: UUID) -> None:
    """The old span ends at the instant at which the new one starts."""
    current = ctx.lock(Ownership.objects.filter(case=case, ends_at__isnull=True), _open_span(case))
    obligations.hand_over(ctx, about_id=case.pk, from_id=case.owner_id, to_id=to_id)
    ctx.change(current, ends_at=ctx.now)
    ctx.add(Ownership(compartment_id=case.compartment_id, case=case, owner_id=to_id, starts_at=ctx.now))
    ctx.change(case, owner_id=to_id)


def _open_span(case: Case) -> UUID | None:
    return case.ownerships.filter(ends_at__isnull=True).values_list("pk", flat=True).first()


def _to_be_told(ctx: Context, offer: Offer) -> set[UUID]:
    """Who offered it, and the supervisors of the unit (failings F07: both supervisors are told)."""
    supervisors = workforce.colleagues(
        viewer=ctx.actor, compartment_id=offer.compartment_id, capability="case.allocate"
    )
    return {offer.created_by_id, *(person.id for person in supervisors)} - {ctx.actor.id}
