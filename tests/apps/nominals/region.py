"""Referrals in two forces, of a man who goes by two surnames: each force knows its own part."""

from uuid import UUID

from caseward.foundation.commands import Context
from caseward.nominals.vocabulary import NominalId
from caseward.referrals import commands, queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import ImmediateRisk, ReferralId, Same
from tests import cast, given


def referred(
    who: str, compartment: str, surname: str, *, day: int, answer: Same = Same.SAME
) -> tuple[NominalId, UUID]:
    """A referral taken so many days later and tied to a person: the record and the referral."""
    answers = {
        **given.CALLUM,
        "individual.surname": surname,
        "individual.addresses": f"{day} Quay Street, Northport",
    }
    with cast.acting(who, now=given.later(days=day)) as ctx:
        referral_id = commands.take_referral(
            ctx, compartment_id=cast.compartment(compartment), answers=answers
        )
        commands.screen_immediate_risk(
            ctx, referral_id=referral_id, version=_version(referral_id), risk=ImmediateRisk.NO, note=""
        )
        _check(ctx, referral_id)
        commands.search_records(ctx, referral_id=referral_id)
        return NominalId(_settle(ctx, referral_id, answer)), referral_id


def _check(ctx: Context, referral_id: ReferralId) -> None:
    for one in Answer.objects.filter(referral_id=referral_id, status="NOT_READ"):
        commands.correct_answer(ctx, referral_id=referral_id, field=one.field, version=one.version, typed={})
    commands.finish_checking(ctx, referral_id=referral_id, version=_version(referral_id))


def _settle(ctx: Context, referral_id: ReferralId, answer: Same) -> UUID:
    rows = queries.candidates_for(viewer=ctx.actor, referral=Referral.objects.get(pk=referral_id))
    for row in rows:
        commands.answer_candidate(
            ctx,
            referral_id=referral_id,
            nominal_id=row.candidate.heading.id,
            answer=answer,
            because="The school knows both addresses.",
        )
    return commands.settle_identity(ctx, referral_id=referral_id, version=_version(referral_id))


def _version(referral_id: ReferralId) -> int:
    return Referral.objects.get(pk=referral_id).version
