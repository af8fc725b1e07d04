"""Taskings with their objectives, and the sessions held against them, each with its report."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseward.chronology.vocabulary import Channel
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.obligations.vocabulary import FILED
from caseward.provision.vocabulary import Acknowledged, Became


STANDS = Q(superseded_at__isnull=True)


class Tasking(Record):
    """A written order to a named person of one organisation; an amendment is a further edition of the same line."""

    about_id = models.UUIDField()
    about_kind = models.TextField(choices=FILED)
    about_reference = models.TextField()
    line_id = models.UUIDField()
    edition = models.PositiveSmallIntegerField(default=1)
    amended_because = models.TextField(blank=True, default="")
    organisation = models.TextField()
    provider = models.TextField()
    brief = models.TextField()
    sessions_planned = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    acknowledged_on = models.DateField(null=True)
    acknowledged_by = models.TextField(null=True)  # noqa: DJ001  paired with acknowledged_on
    acknowledged_how = models.TextField(choices=Acknowledged.choices, null=True)  # noqa: DJ001  as above
    superseded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with ended_at
    successor = models.TextField(blank=True, default="")
    no_successor_because = models.TextField(blank=True, default="")
    unheld_because = models.TextField(blank=True, default="")

    class Meta:
        """One standing edition of a line; what has ended says who goes on or why nobody does (failings F26)."""

        indexes = [models.Index(name="provision_tasking_about", fields=["about_id", "created_at"])]
        constraints = [
            together("provision_tasking", "acknowledged_on", "acknowledged_by", "acknowledged_how"),
            together("provision_tasking", "ended_at", "ended_by", "ended_because"),
            models.UniqueConstraint(
                name="provision_tasking_one_edition_stands", fields=["line_id"], condition=STANDS
            ),
            models.UniqueConstraint(
                name="provision_tasking_edition_is_its_own", fields=["line_id", "edition"]
            ),
            models.UniqueConstraint(
                name="provision_tasking_id_and_compartment", fields=["id", "compartment"]
            ),
            models.CheckConstraint(
                name="provision_tasking_says_whom_it_asks",
                condition=~(Q(organisation="") | Q(provider="") | Q(brief="")),
            ),
            models.CheckConstraint(
                name="provision_tasking_plans_something",
                condition=Q(sessions_planned__gte=1, ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="provision_tasking_ended_says_who_goes_on",
                condition=Q(ended_at__isnull=True)
                | Q(no_successor_because="") & ~Q(successor="")
                | Q(successor="") & ~Q(no_successor_because=""),
            ),
        ]

    class Lifecycle:
        """Ends with the case; how many sessions were planned and when stays countable."""

        personal = dict.fromkeys(
            (
                "about_reference", "amended_because", "organisation", "provider", "brief", "acknowledged_by",
                "ended_because", "successor", "no_successor_because", "unheld_because",
            ),
            "erase",
        )  # fmt: skip
        kept = RECORD_KEPT | {
            "about_id", "about_kind", "line_id", "edition", "sessions_planned", "starts_on", "ends_on",
            "acknowledged_on", "acknowledged_how", "superseded_at", "ended_at", "ended_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class Objective(AppendOnly):
    """What the sessions are to achieve, and which risk or factor of the case that serves."""

    tasking = models.ForeignKey(Tasking, on_delete=models.PROTECT, related_name="objectives")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    serves_id = models.UUIDField()
    serves = models.TextField()

    class Meta:
        """In the order in which they were written; none that serves nothing."""

        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="provision_objective_place_is_its_own", fields=["tasking", "place"]),
            models.CheckConstraint(
                name="provision_objective_serves_something", condition=~(Q(text="") | Q(serves=""))
            ),
        ]

    class Lifecycle:
        """Ends with the tasking."""

        personal = {"text": "erase", "serves": "erase"}
        kept = APPEND_ONLY_KEPT | {"tasking", "place", "serves_id"}

    def __str__(self) -> str:
        return self.text


class Session(AppendOnly):
    """One session as told by its provider: held, or not held and why."""

    tasking = models.ForeignKey(Tasking, on_delete=models.PROTECT, related_name="sessions")
    became = models.TextField(choices=Became.choices)
    occurred_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=0)
    channel = models.TextField(choices=Channel.choices)
    place = models.TextField(blank=True, default="")
    attendees = models.TextField(blank=True, default="")
    covered = ArrayField(models.UUIDField(), default=list)
    summary = models.TextField(blank=True, default="")
    concern = models.TextField(blank=True, default="")
    safeguarding = models.TextField(blank=True, default="")
    next_on = models.DateField(null=True)
    because = models.TextField(blank=True, default="")
    action_id = models.UUIDField(null=True)

    class Meta:
        """A session that was held says who came and how long; one that was not says why."""

        constraints = [
            models.UniqueConstraint(
                name="provision_session_id_and_compartment", fields=["id", "compartment"]
            ),
            models.CheckConstraint(
                name="provision_session_held_or_says_why_not",
                condition=Q(became=Became.HELD, minutes__gte=1) & ~(Q(attendees="") | Q(summary=""))
                | ~Q(became=Became.HELD) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="provision_session_concern_makes_an_action",
                condition=Q(concern="") | Q(action_id__isnull=False),
            ),
        ]

    class Lifecycle:
        """Ends with the tasking."""

        personal = dict.fromkeys(
            ("place", "attendees", "summary", "concern", "safeguarding", "because"), "erase"
        )
        kept = APPEND_ONLY_KEPT | {
            "tasking", "became", "occurred_at", "minutes", "channel", "covered", "next_on", "action_id",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class SessionReport(AppendOnly):
    """The provider's written report on a session that was held."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="report")
    received_on = models.DateField()
    text = models.TextField()

    class Meta:
        """A report says something."""

        constraints = [
            models.CheckConstraint(name="provision_sessionreport_says_something", condition=~Q(text=""))
        ]

    class Lifecycle:
        """Ends with the session."""

        personal = {"text": "erase"}
        kept = APPEND_ONLY_KEPT | {"session", "received_on"}

    def __str__(self) -> str:
        return str(self.pk)
