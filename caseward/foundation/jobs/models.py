"""Messages waiting to be sent, and the notices that members of staff find when they sign in."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from caseward.foundation.paging import Key, Order
from caseward.foundation.records.models import RECORD_KEPT, Record


NEWEST = Order((Key("created_at", datetime), Key("id")), descending=True)


class Channel(models.TextChoices):
    """How a message reaches somebody."""

    NOTICE = "NOTICE", _("Notice in Caseward")
    EMAIL = "EMAIL", _("E-mail that says only that there is something to read")


class OutboxMessage(Record):
    """Something that somebody must be told of, written in the transaction that made it so."""

    kind = models.TextField()
    channel = models.TextField(choices=Channel.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    contact_id = models.UUIDField(null=True)
    about_id = models.UUIDField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")
    once = models.TextField(default="")

    class Meta:
        """To one person, and where the teller says so only once."""

        indexes = [
            models.Index(
                name="jobs_outboxmessage_waiting", fields=["due_at"], condition=models.Q(sent_at__isnull=True)
            ),
            models.Index(name="jobs_outboxmessage_by_record", fields=["about_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="jobs_outboxmessage_has_one_recipient",
                condition=models.Q(user__isnull=True, contact_id__isnull=False, channel="EMAIL")
                | models.Q(user__isnull=False, contact_id__isnull=True),
            ),
            models.UniqueConstraint(
                name="jobs_outboxmessage_told_once",
                fields=["compartment", "kind", "channel", "user", "contact_id", "about_id", "once"],
                condition=~models.Q(once=""),
                nulls_distinct=False,
            ),
        ]

    class Lifecycle:
        """Ids and codes: what it says is read in Caseward, by those who may."""

        kept = RECORD_KEPT | {
            "kind", "channel", "user", "contact_id", "about_id", "due_at", "sent_at", "attempts", "last_error", "once",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.kind


class Notice(Record):
    """A message to a member of staff: seen by its recipient alone, and only while they may know what it is about."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    about_id = models.UUIDField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Listed newest first; the unread are counted on every page."""

        indexes = [
            models.Index(F("user"), *NEWEST.columns(), name="jobs_notice_by_recipient"),
            models.Index(
                name="jobs_notice_unread", fields=["user"], condition=models.Q(read_at__isnull=True)
            ),
        ]

    class Lifecycle:
        """Ids and codes."""

        kept = RECORD_KEPT | {"user", "kind", "about_id", "read_at"}

    def __str__(self) -> str:
        return self.kind
