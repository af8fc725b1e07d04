"""The nominals app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class NominalsConfig(AppConfig):
    """People, as each unit knows them."""

    name = "caseward.nominals"
    label = "nominals"
    navigation = (
        Place(title=_("Similar people"), url_name="nominals:similar", capability="nominal.write", order=35),
    )
