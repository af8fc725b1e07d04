"""The record rooms of the foundation."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What every kept record has in common, and its field history."""

    name = "caseward.foundation.records"
    label = "records"
