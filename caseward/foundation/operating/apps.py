"""The operating rooms of the foundation."""

from django.apps import AppConfig


class OperatingConfig(AppConfig):
    """For the operator: nothing here is part of an officer's work, and nothing here tells of a person."""

    name = "caseward.foundation.operating"
    label = "operating"
