"""The organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Forces, units and partners."""

    name = "caseward.organisations"
    label = "organisations"
