"""Referrals that another system decided before this one was there: kept as decided, with nothing owed about them."""

from collections.abc import Sequence
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, step
from caseward.foundation.records import bulk, references
from caseward.kernel.references import Kind
from caseward.referrals import events, policies
from caseward.referrals.commands.arriving import form_definition
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import FORM, INTAKE, AnswerStatus, Channel, FormerReferral, Stage


@step
def take_over_referrals(
    ctx: Context, *, compartment_id: UUID, former: Sequence[FormerReferral]
) -> list[Referral]:
    """Keep many referrals as the former system decided them, each told of in the ledger by itself."""
    ctx.authorise(policies.may_take(ctx.actor, compartment_id))
    pathway_version = catalogue().latest_pathway(INTAKE, on=ctx.today).version
    referrals = [_referral(compartment_id, one, pathway_version) for one in former]
    pairs = zip(referrals, former, strict=True)
    ctx.add_all([*referrals, *(answer for referral, one in pairs for answer in _answers(referral, one))])
    for referral in referrals:
        ctx.record(events.ReferralTaken(referral_id=referral.pk, channel=Channel.FORMER))
    return referrals


def _referral(compartment_id: UUID, former: FormerReferral, pathway_version: str) -> Referral:
    return bulk.filled(
        Referral,
        compartment_id=compartment_id,
        reference=references.new(Kind.REFERRAL),
        channel=Channel.FORMER,
        form_key=FORM,
        form_version=form_definition().version,
        pathway_version=pathway_version,
        received_at=former.received_at,
        stage=Stage.DECIDED,
        nominal_id=former.nominal_id,
        outcome=former.outcome,
        decided_at=former.decided_at,
        decision_id=former.decision_id,
    )


def _answers(referral: Referral, former: FormerReferral) -> list[Answer]:
    return [
        bulk.filled(
            Answer,
            compartment_id=referral.compartment_id,
            referral_id=referral.pk,
            field=field,
            as_given=words,
            status=AnswerStatus.READ,
            value=words,
        )
        for field, words in former.answers.items()
        if words
    ]
