"""Entries of a chronology: a date as far as it is known, fact or opinion, and where it comes from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from caseward.chronology.vocabulary import (
    Amendment,
    Channel,
    ChildrenSeen,
    Initiated,
    Kind,
    Nature,
    Risk,
    Source,
)
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.obligations.vocabulary import FILED


IS_CONTACT = Q(kind=Kind.CONTACT)
HAS_CONTACT = ~(Q(agency="") | Q(channel="") | Q(outcome="") | Q(risk=""))
HAS_NO_CONTACT = Q(agency="", channel="", outcome="", risk="")


class Entry(AppendOnly):
    """What somebody says happened; put right or added to by another entry, never changed."""

    about_id = models.UUIDField()
    about_kind = models.TextField(choices=FILED)
    about_reference = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    text = models.TextField()
    nature = models.TextField(choices=Nature.choices)
    occurred_year = models.PositiveSmallIntegerField(null=True)
    occurred_month = models.PositiveSmallIntegerField(null=True)
    occurred_day = models.PositiveSmallIntegerField(null=True)
    occurred_time = models.TimeField(null=True)
    # The database makes the date itself, and so refuses 31 February whoever writes.
    occurred_from = models.GeneratedField(
        expression=Func(
            F("occurred_year"),
            Coalesce(F("occurred_month"), 1),
            Coalesce(F("occurred_day"), 1),
            function="make_date",
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    source = models.TextField(choices=Source.choices)
    source_name = models.TextField(blank=True, default="")
    source_id = models.UUIDField(null=True)
    grade = models.TextField(blank=True, default="")
    agency = models.TextField(blank=True, default="")
    number = models.TextField(blank=True, default="")
    channel = models.TextField(choices=Channel.choices, blank=True, default="")
    outcome = models.TextField(blank=True, default="")
    risk = models.TextField(choices=Risk.choices, blank=True, default="")
    initiated_by = models.TextField(choices=Initiated.choices, blank=True, default="")
    risk_doing = models.TextField(blank=True, default="")
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    amends_as = models.TextField(choices=Amendment.choices, blank=True, default="")
    account_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Read by what they are about; each fact that must go with another is held to it."""

        indexes = [models.Index(name="chronology_about", fields=["about_id", "-occurred_from"])]
        constraints = [
            # An amendment points here with its compartment, and so reaches everybody who knows the original.
            models.UniqueConstraint(name="chronology_entry_id_and_compartment", fields=["id", "compartment"]),
            models.CheckConstraint(name="chronology_entry_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="chronology_entry_date_is_known_from_the_year_down",
                condition=(Q(occurred_month__isnull=True) | Q(occurred_year__isnull=False))
                & (Q(occurred_day__isnull=True) | Q(occurred_month__isnull=False))
                & (Q(occurred_time__isnull=True) | Q(occurred_day__isnull=False)),
            ),
            models.CheckConstraint(
                name="chronology_entry_contact_says_risk_and_outcome",
                condition=(IS_CONTACT & HAS_CONTACT) | (~IS_CONTACT & HAS_NO_CONTACT),
            ),
            models.CheckConstraint(
                name="chronology_entry_risk_not_known_says_what_is_done",
                condition=~Q(risk=Risk.UNKNOWN) | ~Q(risk_doing=""),
            ),
            models.CheckConstraint(
                name="chronology_entry_grade_is_3x5x2", condition=Q(grade__regex=r"^([123][ABCDE][PC])?$")
            ),
            models.CheckConstraint(
                name="chronology_entry_intelligence_is_graded",
                condition=~Q(kind=Kind.INTELLIGENCE) | ~Q(grade=""),
            ),
            models.CheckConstraint(
                name="chronology_entry_amends_and_how_together",
                condition=Q(amends__isnull=True, amends_as="") | (Q(amends__isnull=False) & ~Q(amends_as="")),
            ),
            models.CheckConstraint(
                name="chronology_entry_amends_or_is_an_account",
                condition=Q(amends__isnull=True) | Q(account_of__isnull=True),
            ),
        ]

    class Lifecycle:
        """Ends with the record it is about; kinds, years and codes stay countable."""

        personal = {
            "about_reference": "erase", "text": "erase", "source_name": "erase", "agency": "erase", "number": "erase",
            "risk_doing": "erase",
            "occurred_month": "erase", "occurred_day": "erase", "occurred_time": "erase", "occurred_from": "erase",
        }  # fmt: skip
        kept = APPEND_ONLY_KEPT | {
            "about_id", "about_kind", "kind", "nature", "occurred_year", "source", "source_id", "grade", "channel",
            "outcome", "risk", "initiated_by", "amends", "amends_as", "account_of",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.about_reference}"


class Visit(AppendOnly):
    """What was seen and heard at somebody's home, beside the contact that says who was met (failings F29)."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="visit")
    minutes = models.PositiveSmallIntegerField()
    observations = models.TextField()
    items_seen = models.TextField()
    demeanour = models.TextField()
    exact_words = models.TextField()
    present = models.TextField()
    children_seen = models.TextField(choices=ChildrenSeen.choices)
    crew = models.TextField()
    short_because = models.TextField(blank=True, default="")
    video_reference = models.TextField(blank=True, default="")

    class Meta:
        """Nothing that a visit must say is blank, whoever writes."""

        constraints = [
            models.CheckConstraint(
                name="chronology_visit_says_what_was_seen",
                condition=~(
                    Q(observations="")
                    | Q(items_seen="")
                    | Q(demeanour="")
                    | Q(exact_words="")
                    | Q(present="")
                    | Q(children_seen="")
                    | Q(crew="")
                ),
            )
        ]

    class Lifecycle:
        """Ends with its entry; how long visits were, and whether children were seen, stays countable."""

        personal = dict.fromkeys(
            (
                "observations", "items_seen", "demeanour", "exact_words", "present", "crew", "short_because",
                "video_reference",
            ),
            "erase",
        )  # fmt: skip
        kept = APPEND_ONLY_KEPT | {"entry", "minutes", "children_seen"}

    def __str__(self) -> str:
        return str(self.pk)


class SameEvent(Record):
    """That two entries about one record tell of one event (failings F06); both stand as they were entered.

    Which of them is relied on is decided with a reason, and may be decided anew.
    """

    one = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    relied_on = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    relied_at = models.DateTimeField(null=True)
    relied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    relied_because = models.TextField(null=True)  # noqa: DJ001  paired with which, when and by whom
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """Two entries, said once; relied on is one of the two."""

        constraints = [
            models.UniqueConstraint(
                name="chronology_sameevent_once", fields=["one", "other"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="chronology_sameevent_lower_id_first", condition=Q(one__lt=F("other"))
            ),
            models.CheckConstraint(name="chronology_sameevent_has_a_reason", condition=~Q(because="")),
            models.CheckConstraint(
                name="chronology_sameevent_relies_on_one_of_the_two",
                condition=Q(relied_on__isnull=True) | Q(relied_on=F("one")) | Q(relied_on=F("other")),
            ),
            together("chronology_sameevent", "relied_at", "relied_on", "relied_by", "relied_because"),
            together("chronology_sameevent", "ended_at", "ended_by", "ended_because"),
        ]

    class Lifecycle:
        """Ends with the entries."""

        personal = {"because": "erase", "relied_because": "erase", "ended_because": "erase"}
        kept = RECORD_KEPT | {
            "one", "other", "relied_on", "relied_at", "relied_by", "ended_at", "ended_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
