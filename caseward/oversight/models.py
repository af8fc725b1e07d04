"""What watching the watchers keeps: why diaries are read, lines of the lists, samples, and what the lists go by."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.oversight.vocabulary import Attested, DiaryOf, Outcome, Rule


NEWEST_LOOK = Order((Key("looked_at", datetime), Key("id")), descending=True)
UNSETTLED = Q(settled_at__isnull=True)


class DiaryPurpose(Record):
    """For what somebody reads a diary: the log has purposes, too (DPA 2018 s.62(4))."""

    of = models.TextField(choices=DiaryOf.choices)
    about_id = models.UUIDField()
    purpose = models.TextField()
    words = models.TextField()

    class Lifecycle:
        """The words can go at any time; the code stays in the ledger."""

        personal = {"words": "erase"}
        kept = RECORD_KEPT | {"of", "about_id", "purpose"}

    def __str__(self) -> str:
        return self.purpose


class Anomaly(Record):
    """One look that met one rule, and what an inspector found: never a figure for a person."""

    rule = models.TextField(choices=Rule.choices)
    sequence = models.BigIntegerField()
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    record_id = models.UUIDField(null=True)
    looked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    settled_how = models.TextField(choices=Outcome.choices, null=True)  # noqa: DJ001  paired with settled_at
    words = models.TextField(blank=True, default="")

    class Meta:
        """A look meets a rule once; what is open is listed newest first."""

        constraints = [
            together("oversight_anomaly", "settled_at", "settled_by", "settled_how"),
            models.UniqueConstraint(name="oversight_anomaly_once_a_rule", fields=["sequence", "rule"]),
            models.CheckConstraint(
                name="oversight_anomaly_settled_by_another", condition=~Q(settled_by=F("officer"))
            ),
        ]
        indexes = [models.Index(F("compartment"), *NEWEST_LOOK.columns(), name="oversight_anomaly_newest")]

    class Lifecycle:
        """Which look met which rule stays with the ledger; the inspector's words end."""

        personal = {"words": "erase"}
        kept = RECORD_KEPT | {
            "rule", "sequence", "officer", "record_id", "looked_at", "settled_at", "settled_by", "settled_how",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.rule


class FamousName(Record):
    """Somebody whose name is in the papers: a look at a record of that name is asked about."""

    forename = models.TextField()
    surname = models.TextField()

    class Lifecycle:
        """Ends when it is taken off the list."""

        personal = {"forename": "erase", "surname": "erase"}
        kept = RECORD_KEPT

    def __str__(self) -> str:
        return str(self.pk)


class Decoy(Record):
    """A record that stands for nobody: whoever looks at it had no reason to. To all others it is as any record."""

    record_id = models.UUIDField(unique=True)
    because = models.TextField()

    class Lifecycle:
        """Known to oversight alone."""

        personal = {"because": "erase"}
        kept = RECORD_KEPT | {"record_id"}

    def __str__(self) -> str:
        return str(self.record_id)


class DeclaredAddress(models.Model):
    """Where a member of staff lives, as far as he declares it: read by nobody else, compared by the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    postcode = models.TextField()
    declared_at = models.DateTimeField()

    class Lifecycle:
        """Ends when he changes or withdraws it."""

        exempt = "a member of staff's own, under row-level security that shows it to him alone"
        personal = {"postcode": "erase"}
        kept = {"id", "user", "declared_at"}

    def __str__(self) -> str:
        return str(self.pk)


class Sample(Record):
    """A look or a search drawn by lot: its officer says why, a second person attests."""

    week = models.DateField()
    sequence = models.BigIntegerField(unique=True)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    record_id = models.UUIDField(null=True)
    looked_at = models.DateTimeField()
    event = models.TextField()
    purpose = models.TextField()
    explain_by = models.DateTimeField()
    attest_by = models.DateTimeField()

    class Meta:
        """Asked for by its officer, and by week."""

        indexes = [
            models.Index(name="oversight_sample_by_officer", fields=["officer", "-looked_at"]),
            models.Index(name="oversight_sample_by_week", fields=["compartment", "-week"]),
        ]

    class Lifecycle:
        """What was drawn stays."""

        kept = RECORD_KEPT | {
            "week", "sequence", "officer", "record_id", "looked_at", "event", "purpose", "explain_by", "attest_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.sequence)


class Explanation(Record):
    """Why somebody looked, in his own words, asked after by lot."""

    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="explanation")
    words = models.TextField()

    class Lifecycle:
        """The words end."""

        personal = {"words": "erase"}
        kept = RECORD_KEPT | {"sample"}

    def __str__(self) -> str:
        return str(self.pk)


class Attestation(Record):
    """What a second person says of a look that was drawn."""

    sample = models.OneToOneField(Sample, on_delete=models.PROTECT, related_name="attestation")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    says = models.TextField(choices=Attested.choices)
    words = models.TextField()
    referred_to = models.TextField(blank=True, default="")

    class Meta:
        """Nobody attests his own look; what cannot be told says to whom it was referred."""

        constraints = [
            models.CheckConstraint(
                name="oversight_attestation_by_another", condition=~Q(created_by=F("officer"))
            ),
            models.CheckConstraint(
                name="oversight_attestation_referred_to_somebody",
                condition=~Q(says=Attested.CANNOT_TELL) | ~Q(referred_to=""),
            ),
        ]

    class Lifecycle:
        """What was attested stays; the words end."""

        personal = {"words": "erase", "referred_to": "erase"}
        kept = RECORD_KEPT | {"sample", "officer", "says"}

    def __str__(self) -> str:
        return self.says


class SignedWeek(Record):
    """A supervisor's word that the sample of a week was gone through."""

    week = models.DateField()

    class Meta:
        """Signed once."""

        constraints = [
            models.UniqueConstraint(name="oversight_signedweek_once", fields=["compartment", "week"])
        ]

    class Lifecycle:
        """Who signed for which week stays."""

        kept = RECORD_KEPT | {"week"}

    def __str__(self) -> str:
        return str(self.week)
