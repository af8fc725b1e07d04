"""The jobs rooms of the foundation."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Jobs, notices and the durable outbox."""

    name = "caseward.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read every app's jobs.py, so that a job can be put down by its name."""
        autodiscover_modules("jobs")
