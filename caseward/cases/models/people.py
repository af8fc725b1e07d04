"""The people in a case: what each is to it, and in which category they stood from one instant until another."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.cases.models.cases import Case, Span
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.nominals.models import Nominal


STANDS = Q(ends_at__isnull=True)
LONGEST = Order((Key("starts_at", datetime), Key("id")))


class PersonInCase(Record):
    """What somebody is to this case and to no other, by the unit's record of them or by a name that stays here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    nominal = models.ForeignKey(
        Nominal, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    name = models.TextField(blank=True, default="")
    role = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with ended_at

    class Meta:
        """A record or a name, never both; in the same role only once at a time."""

        constraints = [
            together("cases_personincase", "ended_at", "ended_by", "ended_because"),
            models.CheckConstraint(
                name="cases_personincase_of_a_record_or_by_name",
                condition=Q(nominal__isnull=False, name="") | Q(nominal__isnull=True) & ~Q(name=""),
            ),
            models.UniqueConstraint(
                name="cases_personincase_in_a_role_once",
                fields=["case", "nominal", "role"],
                condition=Q(nominal__isnull=False, ended_at__isnull=True),
            ),
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"name": "erase", "ended_because": "erase"}
        kept = RECORD_KEPT | {"case", "nominal", "role", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return self.role


class CategorySpan(Record):
    """In which category somebody stood, since when and why; a change ends the span and begins another."""

    person = models.ForeignKey(PersonInCase, on_delete=models.PROTECT, related_name="categories")
    category = models.TextField()
    definition_version = models.TextField()
    source = models.TextField(blank=True, default="")
    because = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        """One category at an instant (DPA 2018 s.38(3))."""

        constraints = [
            ExclusionConstraint(
                name="cases_categoryspan_one_category_at_an_instant",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="cases_categoryspan_starts_before_it_ends",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
        ]
        indexes = [
            models.Index(
                F("compartment"), *LONGEST.columns(), name="cases_categoryspan_longest", condition=STANDS
            ),
        ]

    class Lifecycle:
        """Ends with the case; who stood how, and when, is what a subject is told first."""

        personal = {"source": "erase", "because": "erase"}
        kept = RECORD_KEPT | {"person", "category", "definition_version", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return self.category
