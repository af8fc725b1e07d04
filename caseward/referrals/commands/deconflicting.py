"""Deconfliction: is there a live interest? Asked of the intelligence unit, dated, and asked again when it grows old."""

from datetime import date
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.kernel.clocks.moments import start_of
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.obligations import commands as obligations
from caseward.referrals import events, policies
from caseward.referrals.commands.moving import move_on
from caseward.referrals.models import Deconfliction, Referral
from caseward.referrals.queries.matters import matter_of
from caseward.referrals.vocabulary import DeconflictionResult, ReferralId, Stage


REPEAT = "deconfliction-repeat"


@command
def record_deconfliction(
    ctx: Context,
    *,
    referral_id: ReferralId,
    result: DeconflictionResult,
    done_on: date,
    systems: list[str],
    note: str = "",
) -> UUID:
    """Record what the intelligence unit answered and when; clear takes the referral to the gateway."""
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id)
    ctx.authorise(policies.may_deconflict(ctx.actor, referral))
    ctx.require(policies.is_undecided(referral))
    ctx.require(_was_done(done_on, ctx.today), on="done_on")
    ctx.require(_names_systems(systems), on="systems")
    said = ctx.add(
        Deconfliction(
            compartment_id=referral.compartment_id,
            referral=referral,
            result=result,
            done_on=done_on,
            systems=systems,
            note=note,
        )
    )
    _run_the_clocks(ctx, referral, done_on)
    if referral.stage == Stage.DECONFLICTION and result != DeconflictionResult.HOLD:
        move_on(ctx, referral=referral, to=Stage.GATEWAY)
    ctx.record(events.Deconflicted(referral_id=referral.pk, result=result, done_on=done_on))
    return said.pk


def _run_the_clocks(ctx: Context, referral: Referral, done_on: date) -> None:
    obligations.fulfil(ctx, about_id=referral.pk, rule_key="deconfliction", how="answered")
    obligations.fulfil(ctx, about_id=referral.pk, rule_key=REPEAT, how="answered")
    about = matter_of(referral)
    obligations.owe(
        ctx, about=about, rule_key=REPEAT, started_at=start_of(done_on), capability="referral.deconflict"
    )


def _was_done(done_on: date, today: date) -> Decision:
    if done_on <= today:
        return Allowed("done")
    return Refused(
        "referral.deconflicted-in-future",
        "The day of the result is in the future.",
        "Give the day of the answer.",
    )


def _names_systems(systems: list[str]) -> Decision:
    if systems:
        return Allowed("says what was searched")
    return Refused(
        "referral.no-systems",
        "Nothing is said to have been searched.",
        "Choose every system that was searched.",
    )
