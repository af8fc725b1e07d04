"""What is known of a person: names, births, addresses and numbers, each with where it comes from and how sure it is."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from caseward.chronology.vocabulary import Nature
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.kernel.dates import Born
from caseward.kernel.identifiers import Kind
from caseward.nominals.models.records import Nominal, born_of
from caseward.nominals.vocabulary import NameKind, Origin


PARTIAL = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"
GRADE = r"^([123][ABCDE])?$"


class Sourced(Record):
    """Something that somebody said: which record it came from, how it is graded, and from when until when it is true.

    `since` and `until` are dates as far as they are known ("2026", "2026-11"), empty where nobody said. What was found
    wrong stays, with when, by whom and why; what is right instead points back at it.
    """

    source_id = models.UUIDField(null=True)
    origin = models.TextField(choices=Origin.choices, default=Origin.TAKEN_OVER)
    origin_name = models.TextField(blank=True, default="")
    grade = models.TextField(blank=True, default="")
    nature = models.TextField(choices=Nature.choices, default=Nature.FACT)
    since = models.TextField(blank=True, default="")
    until = models.TextField(blank=True, default="")
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    corrected_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Columns only; `holds` gives each its constraints."""

        abstract = True


class KnownFact(Sourced):
    """Something known of a nominal."""

    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="%(class)s_facts")

    class Meta:
        """Columns only."""

        abstract = True


FACT_PERSONAL = {"origin_name": "erase", "since": "erase", "until": "erase", "corrected_because": "erase"}
FACT_KEPT = RECORD_KEPT | {
    "nominal", "source_id", "origin", "grade", "nature", "corrects", "corrected_at", "corrected_by",
}  # fmt: skip


def holds(table: str) -> list[models.BaseConstraint]:
    """What every known fact is held to, whoever writes."""
    return [
        together(table, "corrected_at", "corrected_by", "corrected_because"),
        models.CheckConstraint(name=f"{table}_grade_is_3x5x2", condition=Q(grade__regex=GRADE)),
        models.CheckConstraint(
            name=f"{table}_dates_as_far_as_known",
            condition=Q(since__regex=PARTIAL) & Q(until__regex=PARTIAL),
        ),
    ]


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
            ),
            *holds("nominals_name"),
        ]

    class Lifecycle:
        """Ends with the record."""

        personal = FACT_PERSONAL | {"forenames": "erase", "surname": "erase", "normalised": "erase"}
        kept = FACT_KEPT | {"kind"}

    def __str__(self) -> str:
        return f"{self.forenames} {self.surname}".strip()


class Birth(KnownFact):
    """What somebody said of the person's birth; the one that is true now stands in the record, where it is searched."""

    year = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    youngest_age = models.PositiveSmallIntegerField(null=True)
    oldest_age = models.PositiveSmallIntegerField(null=True)
    age_as_of = models.DateField(null=True)

    class Meta:
        """One that is true."""

        constraints = [
            models.UniqueConstraint(
                name="nominals_birth_one_that_is_true",
                fields=["nominal"],
                condition=Q(corrected_at__isnull=True),
            ),
            *holds("nominals_birth"),
        ]

    class Lifecycle:
        """The year stays for statistics; the rest ends with the record."""

        personal = FACT_PERSONAL | {
            "year": "keep-year", "month": "erase", "day": "erase", "youngest_age": "erase", "oldest_age": "erase",
            "age_as_of": "erase",
        }  # fmt: skip
        kept = FACT_KEPT

    def __str__(self) -> str:
        return self.born.words if self.born else ""

    @property
    def born(self) -> Born | None:
        """A date as far as it goes, or an age."""
        age: tuple[int | None, int | None, date | None] = (
            self.youngest_age,
            self.oldest_age,
            self.age_as_of,
        )
        return born_of((self.year, self.month, self.day), age)


class Address(KnownFact):
    """Where the person lives or has lived."""

    text = models.TextField()
    postcode = models.TextField(blank=True, default="")
    is_current = models.BooleanField(default=False)

    class Meta:
        """Held to what every fact is."""

        constraints = holds("nominals_address")

    class Lifecycle:
        """Ends with the record."""

        personal = FACT_PERSONAL | {"text": "erase", "postcode": "erase"}
        kept = FACT_KEPT | {"is_current"}

    def __str__(self) -> str:
        return f"{self.text} {self.postcode}".strip()


class Identifier(KnownFact):
    """A number, telephone or e-mail address by which the person is known elsewhere: evidence, never proof."""

    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    value = models.TextField()

    class Meta:
        """Held to what every fact is."""

        constraints = holds("nominals_identifier")

    class Lifecycle:
        """Ends with the record."""

        personal = FACT_PERSONAL | {"value": "erase"}
        kept = FACT_KEPT | {"kind"}

    def __str__(self) -> str:
        return self.value
