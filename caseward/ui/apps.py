"""The kit as a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from caseward.ui import checks, navigation


class UiConfig(AppConfig):
    """Layouts, components, forms and the translation of errors."""

    name = "caseward.ui"
    label = "ui"

    def ready(self) -> None:
        register(navigation.check_places)
        register(checks.check_settings)
