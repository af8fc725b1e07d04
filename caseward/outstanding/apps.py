"""The app of what is outstanding on people."""

from django.apps import AppConfig

from caseward.obligations.vocabulary import Owned


class OutstandingConfig(AppConfig):
    """The register of warrants, recalls and lost contact, each with its owner, its attempts and its weekly review."""

    name = "caseward.outstanding"
    label = "outstanding"
    owned = (Owned("Item", about=("pk",)),)
