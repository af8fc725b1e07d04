"""The base of every record that reveals a person, and the history of its fields."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from caseward.foundation.access.models import Compartment
from caseward.foundation.access.visibility import VisibleManager


# Every table under need-to-know has an index of its compartment (protection); accounts are never deleted, and nobody
# asks for all that one person made. An index that answers no question costs a page of every save.
class Record(models.Model):
    """A record that only those who may know its compartment may know of.

    One that may be known only together with a second compartment keeps no history beside it, which would carry but one.
    """

    keeps_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = VisibleManager()

    class Meta:
        """Columns only."""

        abstract = True


class AppendOnly(models.Model):
    """A record that is corrected by adding to it: the database refuses every change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = VisibleManager()

    class Meta:
        """Columns only."""

        abstract = True


RECORD_KEPT = {"id", "compartment", "version", "created_at", "created_by"}
APPEND_ONLY_KEPT = {"id", "compartment", "created_at", "created_by"}


class FieldChange(AppendOnly):
    """What one field of one record said before and after one command; it ends with the record."""

    command_id = models.UUIDField()
    table = models.TextField()
    record_id = models.UUIDField()
    field = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        """Read newest first, a record at a time."""

        indexes = [models.Index(name="records_fieldchange_by_record", fields=["record_id", "-created_at"])]

    class Lifecycle:
        """Disposable: the ledger verifies without it."""

        personal = {"before": "erase", "after": "erase"}
        kept = APPEND_ONLY_KEPT | {"command_id", "table", "record_id", "field"}

    def __str__(self) -> str:
        return f"{self.table}.{self.field}"
