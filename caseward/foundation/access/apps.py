"""The access rooms of the foundation."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Compartments, memberships and sessions."""

    name = "caseward.foundation.access"
    label = "access"
