"""A referral: what was given, what was understood, and what officers answered on the way to its decision."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from caseward.accounts.models import User
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.nominals.models import WAYS_KEPT, WAYS_PERSONAL, Nominal, Ways
from caseward.referrals.vocabulary import (
    AnswerStatus,
    Channel,
    DeconflictionResult,
    ImmediateRisk,
    Same,
    Stage,
)


IS_DECIDED = models.Q(decided_at__isnull=False)
DUE_FIRST = Order((Key("next_due_at", datetime, may_lack=True), Key("received_at", datetime), Key("id")))
LAST_DECIDED = Order((Key("decided_at", datetime), Key("id")), descending=True)


class Submission(models.Model):
    """What came through the public page, as it lies in a force's letterbox until an intake officer opens it."""

    id = models.UUIDField(primary_key=True)
    compartment = models.ForeignKey("access.Compartment", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    receipt = models.TextField(unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Opened by somebody and into a referral, or not at all."""

        constraints = [together("referrals_submission", "opened_at", "opened_by", "referral")]
        indexes = [
            models.Index(
                name="referrals_submission_unopened",
                fields=["compartment", "created_at"],
                condition=models.Q(opened_at__isnull=True),
            )
        ]

    class Lifecycle:
        """The words end with the referral."""

        personal = {"answers": "erase"}
        kept = RECORD_KEPT | {"receipt", "opened_at", "opened_by", "referral"}

    def __str__(self) -> str:
        return self.receipt


class Referral(Record):
    """Somebody's concern about a person, on its way through intake."""

    reference = models.TextField(unique=True)
    channel = models.TextField(choices=Channel.choices)
    form_key = models.TextField()
    form_version = models.TextField()
    pathway_version = models.TextField()
    received_at = models.DateTimeField()
    next_due_at = models.DateTimeField(null=True)  # written by the database alone (sql/due_next.sql)
    stage = models.TextField(choices=Stage.choices, default=Stage.RECEIVED)
    nominal = models.ForeignKey(
        Nominal, on_delete=models.PROTECT, related_name="referrals", null=True, db_index=False
    )
    searched_at = models.DateTimeField(null=True)
    risk = models.TextField(choices=ImmediateRisk.choices, null=True)  # noqa: DJ001  unknown is an answer, null is none
    risk_note = models.TextField(blank=True, default="")
    risk_screened_at = models.DateTimeField(null=True)
    risk_screened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    repeat_reviewed_at = models.DateTimeField(null=True)
    repeat_reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    repeat_review = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom
    outcome = models.TextField(null=True)  # noqa: DJ001  paired with when and by which decision
    decided_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField(null=True)

    class Meta:
        """What was done is known with when and by whom; newest first in a queue."""

        constraints = [
            together("referrals_referral", "risk_screened_at", "risk_screened_by", "risk"),
            together("referrals_referral", "acknowledged_at", "acknowledged_by"),
            together("referrals_referral", "repeat_reviewed_at", "repeat_reviewed_by", "repeat_review"),
            together("referrals_referral", "decided_at", "decision_id", "outcome"),
            models.CheckConstraint(
                name="referrals_referral_decided_has_an_outcome",
                condition=models.Q(stage=Stage.DECIDED, outcome__isnull=False)
                | (~models.Q(stage=Stage.DECIDED) & models.Q(outcome__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                F("compartment"), *DUE_FIRST.columns(), name="referrals_queue_of_unit", condition=~IS_DECIDED
            ),
            models.Index(*DUE_FIRST.columns(), name="referrals_queue", condition=~IS_DECIDED),
            models.Index(
                F("compartment"),
                *LAST_DECIDED.columns(),
                name="referrals_decided_by_unit",
                condition=IS_DECIDED,
            ),
            # For whoever knows many units.
            models.Index(*LAST_DECIDED.columns(), name="referrals_decided_last", condition=IS_DECIDED),
            models.Index(name="referrals_referral_by_nominal", fields=["nominal", "received_at"]),
        ]

    class Lifecycle:
        """The notes end with the record; that there was a referral, when and with which outcome stays."""

        personal = {"risk_note": "erase", "repeat_review": "erase"}
        kept = RECORD_KEPT | {
            "reference", "channel", "form_key", "form_version", "pathway_version", "received_at", "next_due_at",
            "stage", "nominal", "searched_at", "risk", "risk_screened_at", "risk_screened_by", "acknowledged_at",
            "acknowledged_by", "repeat_reviewed_at", "repeat_reviewed_by", "outcome", "decided_at", "decision_id",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class SafeContact(Ways):
    """How the person referred is safely reached, as it is known before anybody knows who it is."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="safe_contact")

    class Lifecycle:
        """Ends with the referral."""

        personal = WAYS_PERSONAL
        kept = RECORD_KEPT | WAYS_KEPT | {"referral"}

    def __str__(self) -> str:
        return str(self.pk)


class Answer(Record):
    """One field of the form: the words as given, which nothing changes, and what they were understood to say."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="answers", db_index=False)
    field = models.TextField()
    as_given = models.TextField(blank=True)
    status = models.TextField(choices=AnswerStatus.choices)
    value = models.JSONField(null=True)
    because = models.TextField(blank=True, default="")
    locator = models.TextField(blank=True, default="")
    passages = ArrayField(models.TextField(), default=list)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        """One answer for each field."""

        constraints = [
            models.UniqueConstraint(name="referrals_answer_one_for_a_field", fields=["referral", "field"]),
            together("referrals_answer", "checked_at", "checked_by"),
        ]

    class Lifecycle:
        """Ends with the referral."""

        personal = {"as_given": "erase", "value": "erase", "because": "erase"}
        kept = RECORD_KEPT | {
            "referral",
            "field",
            "status",
            "locator",
            "passages",
            "checked_at",
            "checked_by",
        }

    def __str__(self) -> str:
        return self.field


class AsGiven(AppendOnly):
    """The form as it came, passage by passage, with what belonged to no field."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="as_given")
    title = models.TextField()
    file_id = models.UUIDField(null=True)
    passages = models.JSONField(default=list)
    unplaced = models.JSONField(default=list)

    class Lifecycle:
        """Ends with the referral."""

        personal = {"passages": "erase", "unplaced": "erase", "title": "erase"}
        kept = APPEND_ONLY_KEPT | {"referral", "file_id"}

    def __str__(self) -> str:
        return self.title


class MatchAnswer(AppendOnly):
    """What an officer said of one record that could be the person, on the evidence as it then was."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="match_answers")
    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=Same.choices)
    because = models.TextField()
    evidence = models.JSONField()

    class Lifecycle:
        """Ends with the referral."""

        personal = {"because": "erase", "evidence": "erase"}
        kept = APPEND_ONLY_KEPT | {"referral", "nominal", "answer"}

    def __str__(self) -> str:
        return self.answer


class Clarification(Record):
    """A question back to the referrer, and the reply in the referrer's words."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="clarifications")
    question = models.TextField()
    reply = models.TextField(null=True)  # noqa: DJ001  no reply is not an empty one
    replied_at = models.DateTimeField(null=True)
    reply_kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """A reply has its time and whoever wrote it down."""

        constraints = [together("referrals_clarification", "replied_at", "reply", "reply_kept_by")]

    class Lifecycle:
        """Ends with the referral."""

        personal = {"question": "erase", "reply": "erase"}
        kept = RECORD_KEPT | {"referral", "replied_at", "reply_kept_by"}

    def __str__(self) -> str:
        return str(self.pk)


class Deconfliction(AppendOnly):
    """What the intelligence unit answered on a day: it grows old, and is asked again."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="deconflictions")
    result = models.TextField(choices=DeconflictionResult.choices)
    done_on = models.DateField()
    systems = ArrayField(models.TextField(), default=list)
    note = models.TextField(blank=True, default="")

    class Lifecycle:
        """The note ends with the referral."""

        personal = {"note": "erase"}
        kept = APPEND_ONLY_KEPT | {"referral", "result", "done_on", "systems"}

    def __str__(self) -> str:
        return self.result
