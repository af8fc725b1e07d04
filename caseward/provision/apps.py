"""The app of intervention providers."""

from django.apps import AppConfig


class ProvisionConfig(AppConfig):
    """Taskings of providers and the sessions that they hold."""

    name = "caseward.provision"
    label = "provision"
