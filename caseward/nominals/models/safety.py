"""How a person is reached without putting anybody in danger."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from caseward.chronology.vocabulary import Channel
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.nominals.models.records import Nominal


class ContactSafety(Record):
    """Which ways are safe, which numbers and addresses are not, and who must never be told anything.

    Without a channel every channel is safe. `unsafe` are numbers and addresses, `never_tell` names, a line for each.
    """

    nominal = models.OneToOneField(Nominal, on_delete=models.PROTECT, related_name="contact_safety")
    channels = ArrayField(models.TextField(choices=Channel.choices), default=list)
    hours = models.TextField(blank=True, default="")
    introduce = models.TextField(blank=True, default="")
    unsafe = ArrayField(models.TextField(), default=list)
    never_tell = ArrayField(models.TextField(), default=list)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Lifecycle:
        """Ends with the record."""

        personal = {
            "channels": "erase", "hours": "erase", "introduce": "erase", "unsafe": "erase", "never_tell": "erase",
        }  # fmt: skip
        kept = RECORD_KEPT | {"nominal", "changed_at", "changed_by"}

    def __str__(self) -> str:
        return str(self.pk)
