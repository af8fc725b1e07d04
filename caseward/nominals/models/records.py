"""A person as one unit knows him, with what of his birth is true now; what is known of him stands in `details`."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.kernel.dates import ApproximateAge, Born, PartialDate


class Nominal(Record):
    """A person known to one unit; other units have records of their own, which may be linked and are never merged."""

    reference = models.TextField(unique=True)
    born_year = models.PositiveSmallIntegerField(null=True)
    born_month = models.PositiveSmallIntegerField(null=True)
    born_day = models.PositiveSmallIntegerField(null=True)
    youngest_age = models.PositiveSmallIntegerField(null=True)
    oldest_age = models.PositiveSmallIntegerField(null=True)
    age_as_of = models.DateField(null=True)
    # Found under these, in an index that keeps them with the salt of a silent compartment (sql/look_ups.sql).
    keys = ArrayField(models.IntegerField(), default=list)

    class Meta:
        """A day needs its month, a month its year; an age needs the day on which it was true."""

        constraints = [
            together("nominals_nominal", "youngest_age", "oldest_age", "age_as_of"),
            models.CheckConstraint(
                name="nominals_nominal_day_needs_month_needs_year",
                condition=(Q(born_month__isnull=True) | Q(born_year__isnull=False))
                & (Q(born_day__isnull=True) | Q(born_month__isnull=False)),
            ),
        ]

    class Lifecycle:
        """The year of birth stays for statistics; the rest ends with the record."""

        personal = {
            "born_year": "keep-year", "born_month": "erase", "born_day": "erase", "youngest_age": "erase",
            "oldest_age": "erase", "age_as_of": "erase", "keys": "erase",
        }  # fmt: skip
        kept = RECORD_KEPT | {"reference"}

    def __str__(self) -> str:
        return self.reference

    @property
    def born(self) -> Born | None:
        """What is known of the day of birth: a date as far as it goes, an age, or nothing."""
        day = (self.born_year, self.born_month, self.born_day)
        return born_of(day, (self.youngest_age, self.oldest_age, self.age_as_of))


def born_of(
    day: tuple[int | None, int | None, int | None], age: tuple[int | None, int | None, date | None]
) -> Born | None:
    """A birth from its columns: year, month and day; youngest and oldest age and when that was true."""
    year, month, month_day = day
    if year is not None:
        return PartialDate(year, month, month_day)
    youngest, oldest, as_of = age
    if youngest is None or oldest is None or as_of is None:
        return None
    return ApproximateAge(youngest, oldest, as_of)
