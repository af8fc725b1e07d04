"""What is out on the person of a case, and each attempt to bring it to an end (failings F62)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.cases.models import Case
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record


IS_OUT = Q(ended_at__isnull=True)
LONGEST_OUT = Order((Key("since", date), Key("id")))


class Item(Record):
    """A warrant, a recall to prison or lost contact, with who pursues it and since when it is out."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outstanding")
    sort = models.TextField()
    since = models.DateField()
    words = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    ended_as = models.TextField(null=True)  # noqa: DJ001  paired with ended_at
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with ended_at

    class Meta:
        """What has ended says how, when, by whom and why."""

        constraints = [
            together("outstanding_item", "ended_at", "ended_by", "ended_as", "ended_because"),
            models.CheckConstraint(
                name="outstanding_item_says_what_it_is", condition=~(Q(sort="") | Q(words=""))
            ),
            models.UniqueConstraint(name="outstanding_item_id_and_compartment", fields=["id", "compartment"]),
        ]
        indexes = [
            models.Index(
                F("compartment"), *LONGEST_OUT.columns(), name="outstanding_item_by_unit", condition=IS_OUT
            ),
            models.Index(*LONGEST_OUT.columns(), name="outstanding_item_longest_out", condition=IS_OUT),
        ]

    class Lifecycle:
        """Ends with the case; that something was out, since when and how it ended stays countable."""

        personal = {"words": "erase", "ended_because": "erase"}
        kept = RECORD_KEPT | {"case", "sort", "since", "owner", "ended_at", "ended_by", "ended_as"}

    def __str__(self) -> str:
        return str(self.pk)


class Attempt(AppendOnly):
    """One attempt to execute it, or to find the person."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attempts")
    occurred_at = models.DateTimeField()
    by = models.TextField()
    place = models.TextField()
    outcome = models.TextField()

    class Meta:
        """An attempt says who, where and what came of it."""

        constraints = [
            models.CheckConstraint(
                name="outstanding_attempt_says_it_whole",
                condition=~(Q(by="") | Q(place="") | Q(outcome="")),
            )
        ]

    class Lifecycle:
        """Ends with the item."""

        personal = dict.fromkeys(("by", "place", "outcome"), "erase")
        kept = APPEND_ONLY_KEPT | {"item", "occurred_at"}

    def __str__(self) -> str:
        return str(self.pk)
