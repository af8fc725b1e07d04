"""The compartments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class CompartmentsConfig(AppConfig):
    """Who may know a record beside those who are posted to its unit, and who may not."""

    name = "caseward.compartments"
    label = "compartments"
    navigation = (
        Place(title=_("Whom to call"), url_name="compartments:marker", capability="marker.look-up", order=15),
        Place(title=_("Shared with me"), url_name="compartments:shared", capability="pack.read", order=20),
    )
