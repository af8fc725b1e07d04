"""The chronology app."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """Entries about a record, each with its source."""

    name = "caseward.chronology"
    label = "chronology"
