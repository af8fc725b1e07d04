"""The referrals app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.obligations.vocabulary import Concerns
from caseward.ui.navigation import Place


class ReferralsConfig(AppConfig):
    """Referrals, from their arrival to the gateway decision."""

    name = "caseward.referrals"
    label = "referrals"
    concerns = (Concerns("Referral", person="nominal_id", came="received_at"),)
    navigation = (
        Place(title=_("Referrals"), url_name="referrals:queue", capability="referral.read", order=20),
    )
