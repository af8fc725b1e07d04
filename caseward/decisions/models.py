"""Signed decisions with their options, what they rest on, addenda and second signatures: none is ever changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from caseward.decisions.vocabulary import Added, Element, ReviewFound
from caseward.foundation.records.models import APPEND_ONLY_KEPT, AppendOnly
from caseward.obligations.vocabulary import FILED


class DecisionRecord(AppendOnly):
    """One question, answered by a named person on the six elements of the National Decision Model."""

    about_id = models.UUIDField()
    about_kind = models.TextField(choices=FILED)
    about_reference = models.TextField()
    question = models.TextField()
    question_words = models.TextField()
    title = models.TextField()
    conduct = models.TextField()
    information = models.TextField()
    assessment = models.TextField()
    powers = models.TextField()
    review = models.TextField()
    rights = models.JSONField(default=dict)
    outcome = models.TextField()
    outcome_words = models.TextField()
    rationale = models.TextField()
    dissent = models.TextField(blank=True, default="")
    review_on = models.DateField(null=True)
    option_count = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_as = models.TextField(blank=True, default="", db_default="")
    decided_rank = models.TextField(blank=True, default="", db_default="")

    class Meta:
        """Read newest first about one record; nothing it must say may be blank, whoever writes."""

        indexes = [models.Index(name="decisions_about", fields=["about_id", "-decided_at"])]
        constraints = [
            # What belongs to a decision points here with its compartment, and so cannot stand in another.
            models.UniqueConstraint(
                name="decisions_decisionrecord_id_and_compartment", fields=["id", "compartment"]
            ),
            models.CheckConstraint(
                name="decisions_decisionrecord_says_every_element",
                condition=~(
                    Q(conduct="")
                    | Q(information="")
                    | Q(assessment="")
                    | Q(powers="")
                    | Q(review="")
                    | Q(title="")
                    | Q(rationale="")
                ),
            ),
            models.CheckConstraint(
                name="decisions_decisionrecord_weighs_two_options", condition=Q(option_count__gte=2)
            ),
            models.CheckConstraint(
                name="decisions_decisionrecord_outcome_is_not_ideology",
                condition=~Q(outcome__icontains="ideolog"),
            ),
        ]

    class Lifecycle:
        """Ends with the record it is about, every word of it."""

        personal = {
            "about_reference": "erase", "title": "erase", "conduct": "erase", "information": "erase",
            "assessment": "erase", "powers": "erase", "review": "erase", "rights": "erase", "rationale": "erase",
            "dissent": "erase",
        }  # fmt: skip
        kept = APPEND_ONLY_KEPT | {
            "about_id", "about_kind", "question", "question_words", "outcome", "outcome_words", "review_on",
            "option_count", "decided_by", "decided_at", "decided_as", "decided_rank",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.question} {self.about_reference}"


class DecisionOption(AppendOnly):
    """One thing that could have been done, chosen or rejected, and why."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    chosen = models.BooleanField()
    because = models.TextField()

    class Meta:
        """At most one chosen here; at least one, and as many as were signed, by a trigger at commit."""

        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                name="decisions_decisionoption_one_is_chosen", fields=["decision"], condition=Q(chosen=True)
            ),
            models.UniqueConstraint(
                name="decisions_decisionoption_place_is_its_own", fields=["decision", "place"]
            ),
            models.CheckConstraint(
                name="decisions_decisionoption_says_what_and_why", condition=~(Q(text="") | Q(because=""))
            ),
        ]

    class Lifecycle:
        """Ends with the decision."""

        personal = {"text": "erase", "because": "erase"}
        kept = APPEND_ONLY_KEPT | {"decision", "place", "chosen"}

    def __str__(self) -> str:
        return self.text


class DecisionReliance(AppendOnly):
    """An entry of the chronology that an element rests on, with the line it was known by when signed."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    element = models.TextField(choices=Element.choices)
    entry_id = models.UUIDField()
    says = models.TextField()

    class Meta:
        """Found from the entry, too: a corrected entry asks which decisions rest on it."""

        ordering = ["created_at", "id"]
        indexes = [models.Index(name="decisions_reliance_by_entry", fields=["entry_id"])]
        constraints = [
            models.UniqueConstraint(
                name="decisions_decisionreliance_once_an_element", fields=["decision", "element", "entry_id"]
            )
        ]

    class Lifecycle:
        """Ends with the decision."""

        personal = {"says": "erase"}
        kept = APPEND_ONLY_KEPT | {"decision", "element", "entry_id"}

    def __str__(self) -> str:
        return self.says


class DecisionAddendum(AppendOnly):
    """What was learnt or put right after a decision was signed, what its review found, or who saw it differently."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    kind = models.TextField(choices=Added.choices, default=Added.WORDS, db_default=Added.WORDS)
    found = models.TextField(choices=ReviewFound.choices, blank=True, default="", db_default="")
    leads_to = models.UUIDField(null=True)
    rank = models.TextField(blank=True, default="", db_default="")

    class Meta:
        """Read in the order they were added."""

        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(name="decisions_decisionaddendum_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="decisions_decisionaddendum_review_says_what_it_found",
                condition=Q(~Q(kind=Added.REVIEW), found="", leads_to__isnull=True)
                | Q(kind=Added.REVIEW, found=ReviewFound.STANDS, leads_to__isnull=True)
                | Q(kind=Added.REVIEW, found=ReviewFound.CHANGED, leads_to__isnull=False),
            ),
            models.UniqueConstraint(
                name="decisions_decisionaddendum_dissents_once_a_person",
                fields=["decision", "created_by"],
                condition=Q(kind=Added.DISSENT),
            ),
        ]

    class Lifecycle:
        """Ends with the decision."""

        personal = {"text": "erase"}
        kept = APPEND_ONLY_KEPT | {"decision", "kind", "found", "leads_to", "rank"}

    def __str__(self) -> str:
        return self.text


class Countersignature(AppendOnly):
    """A second person's yes or no, and why; never the decider's own (a trigger compares the two)."""

    decision = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+")
    approves = models.BooleanField()
    because = models.TextField()
    rank = models.TextField(blank=True, default="", db_default="")

    class Meta:
        """Once a person."""

        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="decisions_countersignature_once_a_person", fields=["decision", "created_by"]
            ),
            models.CheckConstraint(name="decisions_countersignature_says_why", condition=~Q(because="")),
        ]

    class Lifecycle:
        """Ends with the decision."""

        personal = {"because": "erase"}
        kept = APPEND_ONLY_KEPT | {"decision", "approves", "rank"}

    def __str__(self) -> str:
        return self.because
