"""Records of staff, which are none of any compartment: saved with the next version."""

from django.db import models


def saved(record: models.Model, *fields: str) -> None:
    """Write these columns, as one version more."""
    vars(record)["version"] += 1
    record.save(update_fields=[*fields, "version"])
