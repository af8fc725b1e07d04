"""A second referral of one person: a supervisor reads them together, and says what they mean together."""

from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import ReferralId


@command
def review_repeat(ctx: Context, *, referral_id: ReferralId, version: int, review: str) -> ReferralId:
    """Write down what this and the earlier referrals mean together (failings F02); a supervisor's to do."""
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id, version=version)
    ctx.authorise(policies.may_review_repeats(ctx.actor, referral))
    ctx.require(policies.is_undecided(referral))
    ctx.require(_says_something(review), on="review")
    ctx.change(referral, repeat_review=review, repeat_reviewed_at=ctx.now, repeat_reviewed_by_id=ctx.actor.id)
    obligations.fulfil(ctx, about_id=referral.pk, rule_key="second-referral-review", how="reviewed")
    ctx.record(events.RepeatReviewed(referral_id=referral.pk))
    return referral_id


def _says_something(review: str) -> Decision:
    if review.strip():
        return Allowed("says what they mean together")
    return Refused(
        "referral.empty-review",
        "The review says nothing.",
        "Say what the referrals mean together, also when the answer is that nothing new appears.",
    )
