"""The receipt rooms of the foundation."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """What each form that was sent once has brought about."""

    name = "caseward.foundation.receipts"
    label = "receipts"
