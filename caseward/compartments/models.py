"""Access given by name and people shut out by name, as those who may know the record read of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caseward.compartments.vocabulary import Extent
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record


class Grant(Record):
    """Access that a named person was given to a compartment and those that stand with it, why, and until when.

    What it opens are memberships (`foundation.access`) with its id as their basis; this row says what they mean.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    extent = models.TextField(choices=Extent.choices)
    because = models.TextField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Never one's own."""

        constraints = [
            together("compartments_grant", "ended_at", "ended_by", "ended_because"),
            models.CheckConstraint(
                name="compartments_grant_is_given_by_another", condition=~Q(user=F("created_by"))
            ),
        ]

    class Lifecycle:
        """Who was given access stays; the words end with the compartment."""

        personal = {"because": "erase", "ended_because": "erase"}
        kept = RECORD_KEPT | {"user", "extent", "until", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return self.extent


class Exclusion(Record):
    """A named person who may not know of a compartment, whatever he is posted to; lifted only by another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    lifted_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Lifted by somebody else, or not at all; one at a time."""

        constraints = [
            together("compartments_exclusion", "lifted_at", "lifted_by", "lifted_because"),
            models.CheckConstraint(
                name="compartments_exclusion_lifted_by_another", condition=~Q(user=F("lifted_by"))
            ),
            models.UniqueConstraint(
                name="compartments_exclusion_once_at_a_time",
                fields=["compartment", "user"],
                condition=Q(lifted_at__isnull=True),
            ),
        ]

    class Lifecycle:
        """The words end with the compartment."""

        personal = {"because": "erase", "lifted_because": "erase"}
        kept = RECORD_KEPT | {"user", "until", "lifted_at", "lifted_by"}

    def __str__(self) -> str:
        return str(self.pk)
