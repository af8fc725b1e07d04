"""The workforce app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place
from caseward.workforce.entrance import UNIT


class WorkforceConfig(AppConfig):
    """Postings, vetting and training."""

    name = "caseward.workforce"
    label = "workforce"
    arrives_with = {"unit": UNIT}
    navigation = (
        Place(title=_("People of my unit"), url_name="workforce:my-unit", capability="team.read", order=80),
        Place(
            title=_("Administration"), url_name="workforce:people", capability="posting.administer", order=90
        ),
    )
