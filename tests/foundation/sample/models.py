"""One record that changes and one that only grows."""

from django.db import models

from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record


class Box(Record):
    """A record that changes."""

    label = models.TextField()
    closed_at = models.DateTimeField(null=True)

    class Lifecycle:
        """Nobody's."""

        personal = {"label": "erase"}
        kept = RECORD_KEPT | {"closed_at"}

    def __str__(self) -> str:
        return self.label


class Slip(AppendOnly):
    """A record that only grows."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="slips")
    text = models.TextField()

    class Lifecycle:
        """Nobody's."""

        personal = {"text": "erase"}
        kept = APPEND_ONLY_KEPT | {"box"}

    def __str__(self) -> str:
        return self.text
