"""Access given by name and people shut out by name, as those who may know the record read of them."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseward.compartments.vocabulary import Audience, Extent, Keeping, KeyAnswer, TwoKeys, Verdict
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
    """A named person who may not know of a case, whatever he is posted to; lifted only by another.

    For one who declared it himself a second person decides how the case is kept from then on.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about_id = models.UUIDField(null=True)  # none where a whole unit was meant, before cases were set apart
    because = models.TextField()
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    lifted_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    decision = models.TextField(choices=Keeping.choices, null=True)  # noqa: DJ001  paired with when and by whom
    decided_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Lifted by somebody else, or not at all; one at a time."""

        constraints = [
            together("compartments_exclusion", "lifted_at", "lifted_by", "lifted_because"),
            together(
                "compartments_exclusion_decision", "decided_at", "decided_by", "decision", "decided_because"
            ),
            models.CheckConstraint(
                name="compartments_exclusion_decided_by_another", condition=~Q(user=F("decided_by"))
            ),
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

        personal = {"because": "erase", "lifted_because": "erase", "decided_because": "erase"}
        kept = RECORD_KEPT | {
            "user", "about_id", "until", "lifted_at", "lifted_by", "decided_at", "decided_by", "decision",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class KeyRequest(Record):
    """Something that takes two: asked by one, answered by another within the hour.

    Its words are known where the case is, and nowhere else: it moves with the case and leaves no history behind.
    """

    keeps_history: ClassVar[bool] = False

    about_id = models.UUIDField()
    what = models.TextField(choices=TwoKeys.choices)
    because = models.TextField()
    people = ArrayField(models.UUIDField(), default=list)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answer = models.TextField(choices=KeyAnswer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")

    class Meta:
        """Never turned by whoever asked; one waits at a time."""

        indexes = [models.Index(name="compartments_keyrequest_about", fields=["about_id", "-created_at"])]
        constraints = [
            together("compartments_keyrequest", "answered_at", "answered_by", "answer"),
            models.CheckConstraint(
                name="compartments_keyrequest_turned_by_another",
                condition=Q(answer__isnull=True)
                | ~Q(answer=KeyAnswer.TURNED)
                | ~Q(answered_by=F("created_by")),
            ),
        ]

    class Lifecycle:
        """The words end with the case."""

        personal = {"because": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {"about_id", "what", "people", "answered_at", "answered_by", "answer"}

    def __str__(self) -> str:
        return self.what


class OwnCompartment(Record):
    """That a case was given a compartment of its own, why, and where everything was kept before."""

    keeps_history: ClassVar[bool] = False  # whoever gives it back knows it no longer when history is written

    of_case = models.UUIDField()
    is_silent = models.BooleanField()
    because = models.TextField()
    before = models.JSONField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        """Found from its compartment."""

        constraints = [
            models.UniqueConstraint(name="compartments_owncompartment_one", fields=["compartment"])
        ]

    class Lifecycle:
        """The words end with the case; `before` holds ids."""

        personal = {"because": "erase"}
        kept = RECORD_KEPT | {"of_case", "is_silent", "before", "returned_at"}

    def __str__(self) -> str:
        return str(self.pk)


class Emergency(Record):
    """That somebody opened a case in an emergency, why, until when, and what a second person said of it."""

    about_id = models.UUIDField()
    because = models.TextField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    verdict = models.TextField(choices=Verdict.choices, null=True)  # noqa: DJ001  paired with when and by whom
    review = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Reviewed by another."""

        indexes = [models.Index(name="compartments_emergency_about", fields=["about_id", "-created_at"])]
        constraints = [
            together("compartments_emergency", "reviewed_at", "reviewed_by", "verdict", "review"),
            models.CheckConstraint(
                name="compartments_emergency_reviewed_by_another", condition=~Q(reviewed_by=F("created_by"))
            ),
        ]

    class Lifecycle:
        """The words end with the case."""

        personal = {"because": "erase", "review": "erase"}
        kept = RECORD_KEPT | {"about_id", "until", "reviewed_at", "reviewed_by", "verdict"}

    def __str__(self) -> str:
        return str(self.pk)


class Part(Record):
    """Somebody outside the police who reads those parts of one case that are for his like, why, and until when.

    It is no membership: whoever has it knows no compartment, and reads nothing that is not marked for him.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about_id = models.UUIDField()
    audience = models.TextField(choices=Audience.choices)
    defaults = models.JSONField()
    because = models.TextField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Never one's own, never as the police or the person, never for over a year."""

        constraints = [
            together("compartments_part", "ended_at", "ended_by", "ended_because"),
            models.CheckConstraint(
                name="compartments_part_is_given_by_another", condition=~Q(user=F("created_by"))
            ),
            models.CheckConstraint(
                name="compartments_part_is_for_outsiders",
                condition=Q(audience__in=[Audience.PANEL, Audience.PARTNER]),
            ),
            models.CheckConstraint(
                name="compartments_part_ends_within_a_year",
                condition=Q(until__lte=F("created_at") + timedelta(days=366)),
            ),
        ]

    class Lifecycle:
        """Who read with us stays; the words end with the case. `defaults` are codes."""

        personal = {"because": "erase", "ended_because": "erase"}
        kept = RECORD_KEPT | {"user", "about_id", "audience", "defaults", "until", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return self.audience


class Section(Record):
    """For whom one part of a case is, where it is not for whom its kind usually is."""

    about_id = models.UUIDField()
    record_id = models.UUIDField()
    audience = models.TextField(choices=Audience.choices)
    because = models.TextField()

    class Meta:
        """One a part; what it said before stands in its history."""

        constraints = [models.UniqueConstraint(name="compartments_section_one", fields=["record_id"])]

    class Lifecycle:
        """The words end with the case."""

        personal = {"because": "erase"}
        kept = RECORD_KEPT | {"about_id", "record_id", "audience"}

    def __str__(self) -> str:
        return self.audience
