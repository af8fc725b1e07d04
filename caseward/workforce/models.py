"""Postings, vetting, training and ranks, from which follows what a person may know and decide; absences, and cover."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from caseward.foundation.records.constraints import together
from caseward.organisations.models import Unit
from caseward.workforce.vocabulary import Away, CoverAnswer, Level


class Period(Func):
    """The half-open stretch of time between two columns."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Posting(models.Model):
    """One person in one unit and one role, from an instant until another (or until somebody ends it)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    role = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Nobody is posted twice to the same unit in the same role at the same time."""

        indexes = [models.Index(name="workforce_posting_by_user", fields=["user", "-starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="workforce_posting_starts_before_it_ends",
                condition=Q(ends_at__isnull=True) | Q(starts_at__lte=F("ends_at")),
            ),
            models.CheckConstraint(
                name="workforce_posting_ended_because_and_ends_at",
                condition=Q(ended_because="") | Q(ends_at__isnull=False),
            ),
            ExclusionConstraint(
                name="workforce_posting_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    class Lifecycle:
        """Staff data, kept while the ledger needs to know who could see what."""

        exempt = "says where a member of staff works; under row-level security of its own"
        personal = {"ended_because": "erase"}
        kept = {"id", "user", "unit", "role", "starts_at", "ends_at", "version", "created_at", "created_by"}

    def __str__(self) -> str:
        return self.role


class Clearance(models.Model):
    """A level of vetting, from a day until the day on which it no longer counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    level = models.TextField(choices=Level.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with withdrawn_at
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Withdrawn with a reason."""

        indexes = [models.Index(name="workforce_clearance_by_user", fields=["user", "-ends_on"])]
        constraints = [
            together("workforce_clearance", "withdrawn_at", "withdrawn_because"),
            models.CheckConstraint(
                name="workforce_clearance_starts_before_it_ends", condition=Q(starts_on__lt=F("ends_on"))
            ),
        ]

    class Lifecycle:
        """Staff data."""

        exempt = "says how a member of staff is vetted; under row-level security of its own"
        personal = {"withdrawn_because": "erase"}
        kept = {
            "id", "user", "level", "starts_on", "ends_on", "withdrawn_at", "version", "created_at", "created_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.level


class Training(models.Model):
    """A course that somebody completed, and the day on which it no longer counts (if it ever does)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    course = models.TextField()
    completed_on = models.DateField()
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A course counts from the day on which it was completed."""

        indexes = [models.Index(name="workforce_training_by_user", fields=["user", "course"])]
        constraints = [
            models.CheckConstraint(
                name="workforce_training_completed_before_it_ends",
                condition=Q(ends_on__isnull=True) | Q(completed_on__lt=F("ends_on")),
            )
        ]

    class Lifecycle:
        """Staff data."""

        exempt = "says what a member of staff has learnt; under row-level security of its own"
        kept = {"id", "user", "course", "completed_on", "ends_on", "created_at", "created_by"}

    def __str__(self) -> str:
        return self.course


class HeldRank(models.Model):
    """A rank, grade or office that somebody holds from a day on, until the day on which it is no longer held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rank = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time that nobody has given an end; an office for a time stands beside it."""

        indexes = [models.Index(name="workforce_heldrank_by_user", fields=["user", "-starts_on"])]
        constraints = [
            models.CheckConstraint(
                name="workforce_heldrank_starts_before_it_ends",
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="workforce_heldrank_ended_because_and_ends_on",
                condition=Q(ended_because="") | Q(ends_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="workforce_heldrank_one_without_an_end",
                fields=["user"],
                condition=Q(ends_on__isnull=True),
            ),
        ]

    class Lifecycle:
        """Staff data, kept as long as decisions name the rank in which they were taken."""

        exempt = "says which rank a member of staff holds; under row-level security of its own"
        personal = {"ended_because": "erase"}
        kept = {"id", "user", "rank", "starts_on", "ends_on", "version", "created_at", "created_by"}

    def __str__(self) -> str:
        return self.rank


class Absence(models.Model):
    """An officer away from a day on, until the day on which they are back; open while nobody can say when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Away.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    back_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Away once at a time."""

        indexes = [models.Index(name="workforce_absence_by_user", fields=["user", "-starts_on"])]
        constraints = [
            models.CheckConstraint(
                name="workforce_absence_starts_before_it_ends",
                condition=Q(ends_on__isnull=True) | Q(starts_on__lt=F("ends_on")),
            )
        ]

    class Lifecycle:
        """Staff data; why somebody was away goes, that the cases were covered stays."""

        exempt = "says when a member of staff was away; under row-level security of its own"
        personal = {"kind": "erase"}
        kept = {"id", "user", "starts_on", "ends_on", "back_at", "version", "created_at", "created_by"}

    def __str__(self) -> str:
        return str(self.pk)


class Cover(models.Model):
    """A colleague asked to cover for an absence, and the answer; covering, once accepted, ends with the absence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="covers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(choices=CoverAnswer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time who has not refused."""

        indexes = [models.Index(name="workforce_cover_by_user", fields=["user"])]
        constraints = [
            together("workforce_cover", "answered_at", "answer"),
            models.UniqueConstraint(
                name="workforce_cover_one_at_a_time",
                fields=["absence"],
                condition=Q(answer__isnull=True) | ~Q(answer=CoverAnswer.REFUSED),
            ),
        ]

    class Lifecycle:
        """Staff data."""

        exempt = "says who covered for whom; under row-level security of its own"
        personal = {"answer_words": "erase"}
        kept = {"id", "absence", "user", "answered_at", "answer", "version", "created_at", "created_by"}

    def __str__(self) -> str:
        return str(self.pk)
