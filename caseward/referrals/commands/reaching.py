"""Whatever goes to the referrer goes by the rule of what is safe for the person referred."""

from caseward.foundation.commands import Context, step
from caseward.nominals import commands as nominals
from caseward.nominals.vocabulary import Attempt
from caseward.referrals.models import Referral


NAME = ("referrer.forenames", "referrer.surname")
NUMBERS = {"telephone": "referrer.phone", "e-mail": "referrer.email"}


@step
def reach_referrer(ctx: Context, *, referral: Referral, how: str, on: str) -> None:
    """Go on only if the referrer may be told, in this way if it is known; asked as soon as the person is known."""
    if referral.nominal_id is None:
        return
    said = dict(referral.answers.filter(field__startswith="referrer.").values_list("field", "as_given"))
    told = " ".join(said.get(part, "") for part in NAME).strip()
    attempt = Attempt(to=told, number=said.get(NUMBERS.get(how, ""), ""))
    nominals.require_safe(ctx, nominal_id=referral.nominal_id, attempt=attempt, on=on)
