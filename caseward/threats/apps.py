"""The app of threats and incidents."""

from django.apps import AppConfig


class ThreatsConfig(AppConfig):
    """Threats, what was done about each, and incidents."""

    name = "caseward.threats"
    label = "threats"
