"""The referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals, from their arrival to the gateway decision."""

    name = "caseward.referrals"
    label = "referrals"
