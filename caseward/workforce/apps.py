"""The workforce app."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Postings, vetting and training."""

    name = "caseward.workforce"
    label = "workforce"
