"""The catalogue as a Django app, so that its checks run."""

from django.apps import AppConfig
from django.core import checks

from caseward.foundation.catalogue.checks import check_definitions, check_published


class CatalogueConfig(AppConfig):
    """Reads the definitions; has no tables."""

    name = "caseward.foundation.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        checks.register(check_definitions)
        checks.register(check_published, deploy=True)
