"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What somebody has been told, in one list."""

    name = "caseward.notices"
    label = "notices"
