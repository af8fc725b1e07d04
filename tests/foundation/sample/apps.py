"""The sample app."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Tables that only tests have."""

    name = "tests.foundation.sample"
    label = "sample"
