"""The storage rooms of the foundation."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Encrypted files, and the keys whose end is theirs."""

    name = "caseward.foundation.storage"
    label = "storage"
