"""The ledger rooms of the foundation."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The append-only record of who did what."""

    name = "caseward.foundation.ledger"
    label = "ledger"
