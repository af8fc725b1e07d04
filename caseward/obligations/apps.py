"""The obligations app."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Whatever somebody owes about a record."""

    name = "caseward.obligations"
    label = "obligations"
