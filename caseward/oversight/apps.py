"""The oversight app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class OversightConfig(AppConfig):
    """The ledger as inspectors read it, and who looked at what."""

    name = "caseward.oversight"
    label = "oversight"
    navigation = (
        Place(title=_("Looks"), url_name="oversight:diaries", capability="team.read", order=55),
        Place(title=_("Looks"), url_name="oversight:diaries", capability="ledger.read", order=56),
        Place(title=_("Ledger"), url_name="oversight:ledger", capability="ledger.read", order=60),
    )
