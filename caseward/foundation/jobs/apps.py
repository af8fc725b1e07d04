"""The jobs rooms of the foundation."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs, notices and the durable outbox."""

    name = "caseward.foundation.jobs"
    label = "jobs"
