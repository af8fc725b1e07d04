"""Back to the referrer with a question: the gateway clock stands still until the reply is kept."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies
from caseward.referrals.commands.reaching import reach_referrer
from caseward.referrals.models import Clarification, Referral
from caseward.referrals.vocabulary import ReferralId


PAUSED_RULE, PAUSE_CODE = "gateway-decision", "CLARIFICATION"


@command
def ask_referrer(ctx: Context, *, referral_id: ReferralId, version: int, question: str) -> UUID:
    """Ask the referrer; pauses the clock of the gateway decision and no other."""
    referral = _clarified(ctx, referral_id, version=version)
    waiting = referral.clarifications.filter(replied_at__isnull=True).exists()
    ctx.require(_one_at_a_time(is_waiting=waiting))
    reach_referrer(ctx, referral=referral, how="", on="question")
    asked = ctx.add(
        Clarification(compartment_id=referral.compartment_id, referral=referral, question=question)
    )
    obligations.pause(ctx, about_id=referral.pk, rule_key=PAUSED_RULE, because=PAUSE_CODE)
    ctx.record(events.ReferrerAsked(referral_id=referral.pk))
    return asked.pk


@command
def keep_reply(ctx: Context, *, clarification_id: UUID, version: int, reply: str) -> UUID:
    """Keep the referrer's reply in the referrer's words; the clock runs on."""
    asked = ctx.lock(Clarification.objects.visible_to(ctx.actor), clarification_id, version=version)
    referral = _clarified(ctx, ReferralId(asked.referral_id))
    ctx.require(_still_open(is_open=asked.replied_at is None))
    ctx.change(asked, reply=reply, replied_at=ctx.now, reply_kept_by_id=ctx.actor.id)
    obligations.resume(ctx, about_id=referral.pk, rule_key=PAUSED_RULE)
    ctx.record(events.ReplyKept(referral_id=referral.pk))
    return asked.pk


def _clarified(ctx: Context, referral_id: ReferralId, *, version: int | None = None) -> Referral:
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id, version=version)
    ctx.authorise(policies.may_clarify(ctx.actor, referral))
    ctx.require(policies.is_undecided(referral))
    return referral


def _one_at_a_time(*, is_waiting: bool) -> Decision:
    if not is_waiting:
        return Allowed("nothing is waiting")
    return Refused(
        "referral.reply-awaited",
        "A question to the referrer is still waiting for its reply.",
        "Keep the reply first, or write down that none came.",
    )


def _still_open(*, is_open: bool) -> Decision:
    return (
        Allowed("no reply yet")
        if is_open
        else Refused("referral.replied", "The reply to this has been kept already.")
    )
