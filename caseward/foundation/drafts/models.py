"""Drafts: typed words that nobody else sees and that are swept after a fortnight."""

import uuid

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What one person typed into one form and has not sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    path = models.TextField()
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """One draft for a person and a form."""

        constraints = [
            models.UniqueConstraint(name="drafts_draft_one_per_person_and_path", fields=["user", "path"])
        ]

    class Lifecycle:
        """Swept a fortnight after the last stroke."""

        exempt = "its writer alone can read it, by a policy of its own"
        personal = {"fields": "erase"}
        kept = {"id", "user", "path", "saved_at"}

    def __str__(self) -> str:
        return self.path
