"""The decisions app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Signed decision records."""

    name = "caseward.decisions"
    label = "decisions"
