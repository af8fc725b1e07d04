"""The compartments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class CompartmentsConfig(AppConfig):
    """Who may know a record beside those who are posted to its unit, and who may not."""

    name = "caseward.compartments"
    label = "compartments"
    navigation = (
        Place(
            title=_("Emergency"), url_name="compartments:emergency", capability="access.break-glass", order=55
        ),
    )
