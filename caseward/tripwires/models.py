"""A look-up that touched somebody kept in silence."""

from datetime import datetime

from django.conf import settings
from django.db import models

from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.nominals.models import Nominal
from caseward.tripwires.vocabulary import Outcome


NEWEST = Order((Key("looked_at", datetime), Key("id")), descending=True)


class Trip(Record):
    """Somebody looked for a person whom he may not know of, or for a record under its reference."""

    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, null=True, related_name="+")
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    looked_at = models.DateTimeField()
    shared = models.PositiveIntegerField()
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.TextField(choices=Outcome.choices, null=True)  # noqa: DJ001  paired with explained_at
    words = models.TextField(null=True)  # noqa: DJ001  paired with explained_at

    class Meta:
        """Explained whole or not at all; never by whoever looked."""

        constraints = [
            together("tripwires_trip", "explained_at", "explained_by", "outcome", "words"),
            models.CheckConstraint(
                name="tripwires_trip_explained_by_another",
                condition=~models.Q(explained_by=models.F("looked_by")),
            ),
        ]
        indexes = [models.Index(*NEWEST.columns(), name="tripwires_trip_newest")]

    class Lifecycle:
        """Ends with the record it protects."""

        personal = {"words": "erase"}
        kept = RECORD_KEPT | {
            "nominal", "looked_by", "looked_at", "shared", "explained_at", "explained_by", "outcome",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
