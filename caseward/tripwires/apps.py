"""The tripwires app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class TripwiresConfig(AppConfig):
    """Look-ups that touched somebody who is kept in silence."""

    name = "caseward.tripwires"
    label = "tripwires"
    navigation = (
        Place(title=_("Look-ups"), url_name="tripwires:list", capability="tripwire.read", order=70),
    )
