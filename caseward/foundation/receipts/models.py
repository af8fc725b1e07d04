"""Receipts: what a form that was sent once has brought about."""

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    """The answer to one idempotency key, so that a second sending gets the same answer and does nothing."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    command = models.TextField()
    digest = models.TextField()
    result = models.JSONField(null=True)
    at = models.DateTimeField()

    class Lifecycle:
        """Ids only; swept after a week."""

        exempt = "each person reads his own; it holds an id, a command's name and a keyed digest"
        kept = {"id", "user", "command", "digest", "result", "at"}

    def __str__(self) -> str:
        return self.command
