"""How a person is reached without putting anybody in danger."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseward.chronology.vocabulary import Channel
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.nominals.models.records import Nominal


class Ways(Record):
    """Which ways are safe, which numbers and addresses are not, and who must never be told anything.

    Without a channel every channel is safe. `unsafe` are numbers and addresses, `never_tell` names, a line for each;
    `grade` is source and assessment of 3x5x2 ("2D").
    """

    channels = ArrayField(models.TextField(choices=Channel.choices), default=list)
    hours = models.TextField(blank=True, default="")
    introduce = models.TextField(blank=True, default="")
    unsafe = ArrayField(models.TextField(), default=list)
    never_tell = ArrayField(models.TextField(), default=list)
    said_by = models.TextField(blank=True, default="")
    grade = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """Columns only."""

        abstract = True


WAYS_PERSONAL = {
    "channels": "erase", "hours": "erase", "introduce": "erase", "unsafe": "erase", "never_tell": "erase",
    "said_by": "erase",
}  # fmt: skip
WAYS_KEPT = {"grade", "changed_at", "changed_by"}


class ContactSafety(Ways):
    """How a person is safely reached: what the unit itself says of it, and what each referral said (`source_id`)."""

    nominal = models.ForeignKey(
        Nominal, on_delete=models.PROTECT, related_name="contact_safety", db_index=False
    )
    source_id = models.UUIDField(null=True)

    class Meta:
        """One word of the unit's own, and one of each source."""

        constraints = [
            models.UniqueConstraint(
                name="nominals_contactsafety_own", fields=["nominal"], condition=Q(source_id__isnull=True)
            ),
            models.UniqueConstraint(name="nominals_contactsafety_of_source", fields=["source_id"]),
        ]
        indexes = [models.Index(name="nominals_contactsafety_of", fields=["nominal"])]

    class Lifecycle:
        """Ends with the record."""

        personal = WAYS_PERSONAL
        kept = RECORD_KEPT | WAYS_KEPT | {"nominal", "source_id"}

    def __str__(self) -> str:
        return str(self.pk)
