"""A case offered to another unit or force: open with its sender until a named officer of the receiver accepts it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from caseward.accounts.models import User
from caseward.cases.models.cases import Case
from caseward.cases.vocabulary import OfferAnswer
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record


class Transfer(Record):
    """What the receiver learns before accepting: the note, and who sends. Its compartment is the receiver’s."""

    keeps_history: ClassVar[bool] = (
        False  # the sender, who may take it back, does not know the receiver's compartment
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    home_id = models.UUIDField()  # the compartment of the sender's cases
    sender = models.TextField()
    receiver = models.TextField()
    note = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answer = models.TextField(choices=OfferAnswer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")

    class Meta:
        """One open transfer at a time."""

        constraints = [
            together("cases_transfer", "answered_at", "answered_by", "answer"),
            models.UniqueConstraint(
                name="cases_transfer_one_open", fields=["case"], condition=Q(answered_at__isnull=True)
            ),
        ]

    class Lifecycle:
        """The words end with the case."""

        personal = {"note": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {"case", "home_id", "sender", "receiver", "answered_at", "answered_by", "answer"}

    def __str__(self) -> str:
        return str(self.pk)
