"""A person as one unit knows him: names, birth, addresses, contacts and numbers, each with where it came from."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identifiers import Kind
from caseward.nominals.vocabulary import NameKind


class Nominal(Record):
    """A person known to one unit; other units have records of their own, which may be linked and are never merged."""

    reference = models.TextField(unique=True)
    born_year = models.PositiveSmallIntegerField(null=True)
    born_month = models.PositiveSmallIntegerField(null=True)
    born_day = models.PositiveSmallIntegerField(null=True)
    youngest_age = models.PositiveSmallIntegerField(null=True)
    oldest_age = models.PositiveSmallIntegerField(null=True)
    age_as_of = models.DateField(null=True)
    # Found under these, in an index that keeps them with the salt of a silent compartment (sql/sealed.sql).
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


class KnownFact(Record):
    """Something known of a nominal, and which record it came from."""

    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="%(class)s_facts")
    source_id = models.UUIDField(null=True)

    class Meta:
        """Columns only."""

        abstract = True


FACT_KEPT = RECORD_KEPT | {"nominal", "source_id"}


class Name(KnownFact):
    """A name in the person's own spelling, and as it is compared by likeness."""

    kind = models.TextField(choices=NameKind.choices)
    forenames = models.TextField(blank=True, default="")
    surname = models.TextField(blank=True, default="")
    normalised = models.TextField()

    class Meta:
        """One main name."""

        constraints = [
            models.UniqueConstraint(
                name="nominals_name_one_main_name", fields=["nominal"], condition=Q(kind=NameKind.MAIN)
            )
        ]

    class Lifecycle:
        """Ends with the record."""

        personal = {"forenames": "erase", "surname": "erase", "normalised": "erase"}
        kept = FACT_KEPT | {"kind"}

    def __str__(self) -> str:
        return f"{self.forenames} {self.surname}".strip()


class Address(KnownFact):
    """Where the person lives or has lived."""

    text = models.TextField()
    postcode = models.TextField(blank=True, default="")
    is_current = models.BooleanField(default=False)

    class Lifecycle:
        """Ends with the record."""

        personal = {"text": "erase", "postcode": "erase"}
        kept = FACT_KEPT | {"is_current"}

    def __str__(self) -> str:
        return self.text


class Identifier(KnownFact):
    """A number, telephone or e-mail address by which the person is known elsewhere: evidence, never proof."""

    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    value = models.TextField()

    class Lifecycle:
        """Ends with the record."""

        personal = {"value": "erase"}
        kept = FACT_KEPT | {"kind"}

    def __str__(self) -> str:
        return self.value
