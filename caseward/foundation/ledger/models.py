"""Entries as written, leaves as sealed, checkpoints as signed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


EXEMPT = "opaque ids and codes only; who reads it is decided by its own policy"


class Entry(models.Model):
    """One event of one command; `body` is the canonical bytes that the leaf is a hash of."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    command_id = models.UUIDField()
    command = models.TextField()
    operation = models.TextField()
    event = models.TextField()
    subject_ids = ArrayField(models.UUIDField(), default=list)
    purpose = models.TextField(blank=True, default="")
    body = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        """Found by command (the write guard), by actor, by operation and by subject (the access diary)."""

        indexes = [
            models.Index(name="ledger_entry_by_command", fields=["command_id"]),
            models.Index(name="ledger_entry_by_actor", fields=["actor_id", "-sequence"]),
            models.Index(name="ledger_entry_by_operation", fields=["operation", "sequence"]),
        ]

    class Lifecycle:
        """Kept: it holds no personal data, and verifies after the record it speaks of has gone."""

        exempt = EXEMPT
        kept = {
            "sequence", "id", "at", "actor_id", "command_id", "command", "operation", "event", "subject_ids",
            "purpose", "body", "leaf",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"


class Leaf(models.Model):
    """An entry's place in the sealed tree: gapless, in an order that no late commit can change."""

    index = models.BigIntegerField(primary_key=True)
    entry_sequence = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()

    class Lifecycle:
        """Kept for ever: hashes."""

        exempt = EXEMPT
        kept = {"index", "entry_sequence", "leaf"}

    def __str__(self) -> str:
        return str(self.index)


class Checkpoint(models.Model):
    """A signed statement of how many entries there are and what they hash to."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    text = models.TextField()
    frontier = ArrayField(models.BinaryField())

    class Lifecycle:
        """Kept for ever, and copied outside the database."""

        exempt = EXEMPT
        kept = {"size", "at", "text", "frontier"}

    def __str__(self) -> str:
        return str(self.size)
