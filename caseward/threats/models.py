"""Threats with who is meant, their source, grades and steps; incidents, and what was decided on a pattern of them."""

from django.db import models
from django.db.models import Q

from caseward.accounts.models import User
from caseward.cases.models import Case, PersonInCase
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.nominals.models import Nominal
from caseward.threats.vocabulary import Done, Part, Received


IS_OPEN = Q(closed_at__isnull=True)


class Threat(Record):
    """A threat in the exact words in which it was received; what is learnt later is added beside it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="threats")
    words = models.TextField()
    received_at = models.DateTimeField()
    received_by = models.TextField()
    received_how = models.TextField(choices=Received.choices)
    maker_description = models.TextField(blank=True, default="")
    method = models.TextField(blank=True, default="")
    place = models.TextField(blank=True, default="")
    when = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    closed_because = models.TextField(null=True)  # noqa: DJ001  paired with closed_at

    class Meta:
        """The words are there; a closed threat says by whom and why."""

        constraints = [
            together("threats_threat", "closed_at", "closed_by", "closed_because"),
            models.UniqueConstraint(name="threats_threat_id_and_compartment", fields=["id", "compartment"]),
            models.CheckConstraint(
                name="threats_threat_in_words", condition=~(Q(words="") | Q(received_by=""))
            ),
        ]

    class Lifecycle:
        """Ends with the case; that there was a threat, and when, stays countable."""

        personal = dict.fromkeys(
            ("words", "received_by", "maker_description", "method", "place", "when", "closed_because"),
            "erase",
        )
        kept = RECORD_KEPT | {"case", "received_at", "received_how", "closed_at", "closed_by"}

    def __str__(self) -> str:
        return str(self.pk)


class PersonOfThreat(AppendOnly):
    """Who is meant by a threat or made it: one of the people of the case, by the unit's record or by name there."""

    threat = models.ForeignKey(Threat, on_delete=models.PROTECT, related_name="people")
    part = models.TextField(choices=Part.choices)
    nominal = models.ForeignKey(
        Nominal, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    person = models.ForeignKey(
        PersonInCase, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        """By one of the two."""

        constraints = [
            models.CheckConstraint(
                name="threats_personofthreat_by_record_or_by_name",
                condition=Q(nominal__isnull=True, person__isnull=False)
                | Q(nominal__isnull=False, person__isnull=True),
            )
        ]

    class Lifecycle:
        """Ends with the threat."""

        kept = APPEND_ONLY_KEPT | {"threat", "part", "nominal", "person"}

    def __str__(self) -> str:
        return str(self.part)


class ThreatSource(AppendOnly):
    """Where the words came from: apart, because whoever works on the case need not know it."""

    threat = models.OneToOneField(Threat, on_delete=models.PROTECT, related_name="source")
    text = models.TextField()

    class Lifecycle:
        """Ends with the threat."""

        personal = {"text": "erase"}
        kept = APPEND_ONLY_KEPT | {"threat"}

    def __str__(self) -> str:
        return str(self.pk)


class Grade(AppendOnly):
    """How grave a threat was judged to be, each aspect for itself; a later one takes its place."""

    threat = models.ForeignKey(Threat, on_delete=models.PROTECT, related_name="grades")
    grade = models.TextField()
    aspects = models.JSONField()
    because = models.TextField()
    definition_version = models.TextField()

    class Meta:
        """No grade without a reason."""

        constraints = [
            models.CheckConstraint(name="threats_grade_says_why", condition=~(Q(grade="") | Q(because="")))
        ]

    class Lifecycle:
        """Ends with the threat; how grave it was judged stays countable."""

        personal = {"because": "erase", "aspects": "erase"}
        kept = APPEND_ONLY_KEPT | {"threat", "grade", "definition_version"}

    def __str__(self) -> str:
        return self.grade


class ThreatStep(AppendOnly):
    """One step about a threat: who was told, what was done about the maker, the warning, or what was learnt since."""

    threat = models.ForeignKey(Threat, on_delete=models.PROTECT, related_name="steps")
    done = models.TextField(choices=Done.choices)
    at = models.DateTimeField()
    who = models.TextField(blank=True, default="")
    rank = models.TextField(blank=True, default="")
    edition = models.TextField(blank=True, default="")
    words = models.TextField()

    class Meta:
        """A step says something; a decision owner has a rank, a warning an edition."""

        constraints = [
            models.CheckConstraint(name="threats_threatstep_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="threats_threatstep_owner_has_a_rank",
                condition=~Q(done=Done.OWNER_TOLD) | ~(Q(rank="") | Q(who="")),
            ),
            models.CheckConstraint(
                name="threats_threatstep_warning_has_an_edition",
                condition=~Q(done=Done.WARNED) | ~(Q(edition="") | Q(who="")),
            ),
        ]

    class Lifecycle:
        """Ends with the threat."""

        personal = {"who": "erase", "words": "erase", "edition": "erase"}
        kept = APPEND_ONLY_KEPT | {"threat", "done", "at", "rank"}

    def __str__(self) -> str:
        return str(self.done)


class Incident(AppendOnly):
    """Something done to frighten one person, counted by the person and not by the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incidents")
    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="incidents")
    kind = models.TextField()
    happened_at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        """An incident is told in words."""

        constraints = [
            models.CheckConstraint(
                name="threats_incident_says_something", condition=~(Q(words="") | Q(kind=""))
            )
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"words": "erase"}
        kept = APPEND_ONLY_KEPT | {"case", "nominal", "kind", "happened_at"}

    def __str__(self) -> str:
        return self.kind


class LifeDecision(AppendOnly):
    """What an officer of rank decided on the threat to life that a pattern of incidents may be."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="life_decisions")
    is_real = models.BooleanField()
    chosen = models.TextField()
    rejected = models.TextField()
    because = models.TextField()
    rank = models.TextField(blank=True, default="", db_default="")

    class Meta:
        """What is done, what was rejected and why, all of it."""

        constraints = [
            models.CheckConstraint(
                name="threats_lifedecision_says_why",
                condition=~(Q(chosen="") | Q(rejected="") | Q(because="")),
            )
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = dict.fromkeys(("chosen", "rejected", "because"), "erase")
        kept = APPEND_ONLY_KEPT | {"case", "is_real", "rank"}

    def __str__(self) -> str:
        return str(self.pk)
