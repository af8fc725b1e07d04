"""Whatever goes to the referrer goes by the rule of what is safe for the person referred."""

from caseward.foundation.commands import Context, command, step
from caseward.nominals import commands as nominals
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import Attempt, SafeWays
from caseward.referrals import events, policies
from caseward.referrals.models import Referral, SafeContact
from caseward.referrals.vocabulary import ReferralId


NAME = ("referrer.forenames", "referrer.surname")
NUMBERS = {"telephone": "referrer.phone", "e-mail": "referrer.email"}
STOPPED = "referral.contact-stopped"


@command
def keep_safe_contact(ctx: Context, *, referral_id: ReferralId, version: int, said: SafeWays) -> ReferralId:
    """Say how the person referred is safely reached; it holds at once, and for the person when it is known who it is.

    Decided or not: what turns out to be unsafe is said whenever it is known.
    """
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id)
    ctx.authorise(policies.may_work_on(ctx.actor, referral))
    row = SafeContact.objects.filter(referral=referral).select_for_update().first()
    nominals.as_seen(row, record_id=referral.pk, version=version)
    now = {**said.columns(), "changed_at": ctx.now, "changed_by_id": ctx.actor.id}
    if row is None:
        ctx.add(SafeContact(compartment_id=referral.compartment_id, referral=referral, **now))
    else:
        ctx.change(row, **now)
    ctx.record(events.SafeContactKept(referral_id=referral.pk))
    hand_on_safe_contact(ctx, referral=referral)
    return referral_id


@step
def hand_on_safe_contact(ctx: Context, *, referral: Referral) -> None:
    """Let the person whom the referral is tied to have what it says of safe contact."""
    row = SafeContact.objects.filter(referral=referral).first()
    if row is None or referral.nominal_id is None:
        return
    known = Nominal.objects.visible_to(ctx.actor).filter(pk=referral.nominal_id).first()
    if known is not None:
        nominals.hand_on_safety(ctx, nominal=known, source_id=referral.pk, ways=row)


@step
def reach_referrer(ctx: Context, *, referral: Referral, how: str, on: str) -> None:
    """Go on only if the referrer may be told, in this way if it is known, by the referral and by all of the person."""
    said = dict(referral.answers.filter(field__startswith="referrer.").values_list("field", "as_given"))
    told = " ".join(said.get(part, "") for part in NAME).strip()
    attempt = Attempt(to=told, number=said.get(NUMBERS.get(how, ""), ""))
    row = SafeContact.objects.filter(referral=referral).first()
    if row is not None:
        nominals.require_safe_by(
            ctx,
            safety=row,
            about_id=referral.pk,
            attempt=attempt,
            on=on,
            kind=STOPPED,
            tells=row.changed_by_id,
        )
    nominals.require_safe(ctx, nominal_id=referral.nominal_id, attempt=attempt, on=on)
