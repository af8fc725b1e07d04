"""The demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A world to walk through; it holds nobody who exists."""

    name = "caseward.demo"
    label = "demo"
