"""States of the world, reached through the real commands as the people who would give them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from caseward.referrals import commands as referrals
from caseward.referrals import queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import DeconflictionResult, ImmediateRisk, ReferralId, Same
from tests import cast


REFERRALS, CASES = "northshire-prevent-referrals", "northshire-prevent-cases"
NOW = cast.NOW

CALLUM: Mapping[str, str] = {
    "individual.forenames": "Callum James",
    "individual.surname": "Hartwright",
    "individual.date_of_birth": "14/03/2009",
    "individual.addresses": "17 Fennel Row, Northport, NP4 7QX (current)",
    "individual.phones": "07700 900123",
    "concerns.concern_narrative": "Says that a named teacher deserves what is coming.",
    "referrer.forenames": "Dana",
    "referrer.surname": "Okafor",
}


def taken(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """A referral that Noor has typed in."""
    with cast.acting("noor", now=now) as ctx:
        return referrals.take_referral(ctx, compartment_id=cast.compartment(REFERRALS), answers=answers)


def checked(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """The same, checked, with its risk screened: at the step of finding the person."""
    referral_id = taken(answers, now=now)
    with cast.acting("noor", now=now) as ctx:
        referrals.screen_immediate_risk(
            ctx, referral_id=referral_id, version=version(referral_id), risk=ImmediateRisk.NO, note=""
        )
        for answer in Answer.objects.filter(referral_id=referral_id, status="NOT_READ"):
            referrals.correct_answer(
                ctx, referral_id=referral_id, field=answer.field, version=answer.version, typed={}
            )
        referrals.finish_checking(ctx, referral_id=referral_id, version=version(referral_id))
    return referral_id


def identified(
    answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW, answer: Same = Same.SAME
) -> ReferralId:
    """The same, its records searched, every possible match answered, and tied to a person."""
    referral_id = checked(answers, now=now)
    with cast.acting("noor", now=now) as ctx:
        referrals.search_records(ctx, referral_id=referral_id)
        for row in queries.candidates_for(viewer=ctx.actor, referral=Referral.objects.get(pk=referral_id)):
            referrals.answer_candidate(
                ctx,
                referral_id=referral_id,
                nominal_id=row.candidate.heading.id,
                answer=answer,
                because="The school knows both addresses.",
            )
        referrals.settle_identity(ctx, referral_id=referral_id, version=version(referral_id))
    return referral_id


def at_the_gateway(answers: Mapping[str, str] = CALLUM, *, now: datetime = NOW) -> ReferralId:
    """The same, deconflicted by Priya: ready for a supervisor."""
    referral_id = identified(answers, now=now)
    with cast.acting("priya", now=now) as ctx:
        referrals.record_deconfliction(
            ctx,
            referral_id=referral_id,
            result=DeconflictionResult.CLEAR,
            done_on=ctx.today,
            systems=["PNC", "PND", "LOCAL"],
        )
    return referral_id


def version(referral_id: UUID) -> int:
    """The version that a page opened now would carry."""
    return Referral.objects.get(pk=referral_id).version


def later(**amount: float) -> datetime:
    """So much after the morning on which tests begin."""
    return NOW + timedelta(**amount)
