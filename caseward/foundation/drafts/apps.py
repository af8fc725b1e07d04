"""The draft rooms of the foundation."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What an officer typed and has not yet sent."""

    name = "caseward.foundation.drafts"
    label = "drafts"
