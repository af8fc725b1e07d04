"""A referral as the apps below know it: what is owed, decided or entered about."""

from caseward.kernel import references
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.referrals.models import Referral


def matter_of(referral: Referral) -> Matter:
    """The referral as the subject of an obligation."""
    return Matter(
        id=referral.pk,
        kind=MatterKind.REFERRAL,
        reference=references.shown(referral.reference),
        compartment_id=referral.compartment_id,
    )
