"""The identities app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class IdentitiesConfig(AppConfig):
    """Links that only two custodians open together."""

    name = "caseward.identities"
    label = "identities"
    navigation = (
        Place(title=_("Identity links"), url_name="identities:list", capability="seal.hold", order=45),
    )
