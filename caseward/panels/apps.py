"""The app of panels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class PanelsConfig(AppConfig):
    """Sittings, their agenda and their minutes."""

    name = "caseward.panels"
    label = "panels"
    navigation = (Place(title=_("Sittings"), url_name="panels:sittings", capability="case.read", order=45),)
