"""Obligations: the event that started each, the rule it runs under, and the due time derived from both."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.obligations.vocabulary import kinds


STILL_OWED = Q(ended_at__isnull=True)

# Soonest first; what waits for others has no time of its own and stands last.
SOONEST = Order((Key("due_at", datetime, may_lack=True), Key("created_at", datetime), Key("id")))


class Obligation(Record):
    """Something owed about a record until it is done; overdue is a question to ask, never a state to set.

    `told_at` is until when people were told of it, `tells_at` when the next of them is. `ended_at` is when its end was
    recorded, `happened_at` when what ended it happened.
    """

    about_id = models.UUIDField()
    about_kind = models.TextField(choices=kinds)
    about_reference = models.TextField()
    rule_key = models.TextField()
    rule_version = models.TextField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    owed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    capability = models.TextField(blank=True, default="")
    paused_at = models.DateTimeField(null=True)
    paused_because = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with paused_at
    pauses = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)
    tells_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with ended_at
    happened_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    note = models.TextField(blank=True, default="")

    class Meta:
        """Owed once under a rule, by somebody or by whoever can; without a due time only while paused."""

        indexes = [
            models.Index(
                F("owed_by"), *SOONEST.columns(), name="obligations_by_bearer", condition=STILL_OWED
            ),
            models.Index(
                F("compartment"),
                F("capability"),
                *SOONEST.columns(),
                name="obligations_by_queue",
                condition=STILL_OWED & Q(owed_by__isnull=True),
            ),
            models.Index(name="obligations_about", fields=["about_id", "due_at"]),
            models.Index(
                name="obligations_to_tell", fields=["tells_at"], condition=Q(tells_at__isnull=False)
            ),
        ]
        constraints = [
            together("obligations_obligation", "paused_at", "paused_because"),
            together("obligations_obligation", "ended_at", "ended_how"),
            together("obligations_obligation", "ended_at", "ended_by"),
            together("obligations_obligation", "ended_at", "happened_at"),
            models.UniqueConstraint(
                name="obligations_obligation_owed_once_under_a_rule",
                fields=["about_id", "rule_key"],
                condition=STILL_OWED,
            ),
            models.CheckConstraint(
                name="obligations_obligation_owed_by_a_person_or_a_queue",
                condition=Q(owed_by__isnull=False) | ~Q(capability=""),
            ),
            models.CheckConstraint(
                name="obligations_obligation_without_due_time_only_while_paused",
                condition=Q(due_at__isnull=False) | Q(paused_at__isnull=False),
            ),
            models.CheckConstraint(
                name="obligations_obligation_ended_is_not_paused",
                condition=Q(ended_at__isnull=True) | Q(paused_at__isnull=True),
            ),
        ]

    class Lifecycle:
        """Ends with the record it is about; the officer's note may name people."""

        personal = {"note": "erase", "about_reference": "erase"}
        kept = RECORD_KEPT | {
            "about_id", "about_kind", "rule_key", "rule_version", "started_at", "due_at", "owed_by", "capability",
            "paused_at", "paused_because", "pauses", "told_at", "tells_at",
            "ended_at", "happened_at", "ended_how", "ended_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rule_key} {self.about_reference}"
