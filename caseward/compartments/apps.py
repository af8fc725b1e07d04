"""The compartments app."""

from django.apps import AppConfig


class CompartmentsConfig(AppConfig):
    """Who may know a record beside those who are posted to its unit, and who may not."""

    name = "caseward.compartments"
    label = "compartments"
