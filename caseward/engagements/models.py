"""An engagement, and each clash with another as its own officer may know of it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.cases.models import Case
from caseward.engagements.vocabulary import Became, By, Settled, Sort
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.organisations.models import Unit


IS_PLANNED = Q(ended_at__isnull=True)
SOONEST = Order((Key("planned_at", datetime), Key("id")))
LATEST = Order((Key("planned_at", datetime), Key("id")), descending=True)


class Engagement(Record):
    """Who goes where, to whom, when and what for; the two keys are under which two spellings meet."""

    reference = models.TextField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="engagements", null=True)
    organisation = models.TextField(blank=True, default="")
    organisation_key = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    place_key = models.TextField(blank=True, default="")
    sort = models.TextField(choices=Sort.choices)
    planned_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    purpose = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    became = models.TextField(choices=Became.choices, null=True)  # noqa: DJ001  paired with ended_at
    words = models.TextField(null=True)  # noqa: DJ001  paired with ended_at

    class Meta:
        """Says with whom or where, and what for; ends once, in words."""

        constraints = [
            together("engagements_engagement", "ended_at", "ended_by", "became", "words"),
            models.CheckConstraint(
                name="engagements_engagement_says_with_whom_and_what_for",
                condition=~Q(purpose="") & ~Q(case__isnull=True, organisation="", place=""),
            ),
            models.UniqueConstraint(
                name="engagements_engagement_id_and_compartment", fields=["id", "compartment"]
            ),
        ]
        indexes = [
            models.Index(
                F("compartment"), *SOONEST.columns(), name="engagements_by_unit", condition=IS_PLANNED
            ),
            models.Index(
                F("compartment"), *LATEST.columns(), name="engagements_past_by_unit", condition=~IS_PLANNED
            ),
            models.Index(*SOONEST.columns(), name="engagements_planned", condition=IS_PLANNED),
            models.Index(*LATEST.columns(), name="engagements_past", condition=~IS_PLANNED),
            models.Index(
                name="engagements_of_organisation",
                fields=["organisation_key", "planned_at"],
                condition=~Q(organisation_key=""),
            ),
            models.Index(
                name="engagements_at_address", fields=["place_key", "planned_at"], condition=~Q(place_key="")
            ),
        ]

    class Lifecycle:
        """Ends with its case; that there was one, when and what became of it stays."""

        personal = dict.fromkeys(
            ("organisation", "organisation_key", "place", "place_key", "purpose", "words"), "erase"
        )
        kept = RECORD_KEPT | {
            "reference", "unit", "case", "sort", "planned_at", "moved_at", "ended_at", "ended_by", "became",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class Clash(Record):
    """That somebody else goes there too: which unit, and whom to ring; never who, when or what for.

    The platform writes one for each of the two officers who may learn of the other. `pair` is the same in both.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="clashes")
    pair = models.UUIDField()
    by = models.TextField(choices=By.choices)
    unit = models.TextField()
    contact = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    settled_how = models.TextField(choices=Settled.choices, null=True)  # noqa: DJ001  paired with settled_at
    settled_because = models.TextField(null=True)  # noqa: DJ001  paired with settled_at

    class Meta:
        """Told of a pair, and again when one of the two was moved since it was settled; settled in writing."""

        constraints = [
            together("engagements_clash", "settled_at", "settled_by", "settled_how", "settled_because"),
            models.UniqueConstraint(
                name="engagements_clash_once_for_a_pair",
                fields=["engagement", "pair"],
                condition=Q(settled_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="engagements_clash_pair", fields=["pair"])]

    class Lifecycle:
        """Ends with the engagement."""

        personal = dict.fromkeys(("contact", "settled_because"), "erase")
        kept = RECORD_KEPT | {
            "engagement", "pair", "by", "unit", "settled_at", "settled_by", "settled_how",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
