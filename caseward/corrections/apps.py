"""The app of corrections."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """A wrong detail is put right, and whoever relied on it is told."""

    name = "caseward.corrections"
    label = "corrections"
