"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, and the work of those who own them."""

    name = "caseward.cases"
    label = "cases"
