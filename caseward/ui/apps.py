"""The kit as a Django app."""

from django.apps import AppConfig
from django.core import checks

from caseward.ui import navigation


class UiConfig(AppConfig):
    """Layouts, components, forms and the translation of errors."""

    name = "caseward.ui"
    label = "ui"

    def ready(self) -> None:
        checks.register(navigation.check_places)
