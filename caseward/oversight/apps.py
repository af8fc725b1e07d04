"""The oversight app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class OversightConfig(AppConfig):
    """The ledger as inspectors read it."""

    name = "caseward.oversight"
    label = "oversight"
    navigation = (Place(title=_("Ledger"), url_name="oversight:ledger", capability="ledger.read", order=60),)
