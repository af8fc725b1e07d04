"""A case, its owners one after another, its loose ends, and how it closes."""

from datetime import date, datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from caseward.accounts.models import User
from caseward.cases.vocabulary import Axis, ClosureAnswer, Level, OfferAnswer, SearchFor, Settled
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.nominals.models import Nominal
from caseward.organisations.models import Organisation
from caseward.referrals.models import Referral


IS_OPEN = Q(closed_at__isnull=True)
NEWEST = Order((Key("opened_at", datetime), Key("id")), descending=True)
LONGEST_OPEN = Order((Key("opened_at", datetime), Key("id")))
DAY_FIRST = Order((Key("due_on", date), Key("id")))
RISK_FIRST = Order((Key("created_at", datetime), Key("id")))
LAST_CLOSED = Order((Key("closed_at", datetime), Key("id")), descending=True)


class Span(Func):
    """From an instant until another, the first included; without an end it goes on."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Case(Record):
    """The work with one person, or about one organisation, under the version of the pathway it began with."""

    reference = models.TextField(unique=True)
    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="cases", null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases", null=True)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="case", null=True)
    pathway_key = models.TextField()
    pathway_version = models.TextField()
    stage = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    outcome = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom
    retention_rule = models.TextField(null=True)  # noqa: DJ001  derived when it closes
    retention_version = models.TextField(null=True)  # noqa: DJ001  derived when it closes
    retention_review_on = models.DateField(null=True)

    class Meta:
        """About a person or an organisation; a closed case says when, by whom, how, and when it is looked at again."""

        constraints = [
            together(
                "cases_case", "closed_at", "closed_by", "outcome", "retention_rule", "retention_version",
                "retention_review_on",
            ),
            models.CheckConstraint(
                name="cases_case_about_a_person_or_an_organisation",
                condition=Q(nominal__isnull=False, organisation__isnull=True)
                | Q(nominal__isnull=True, organisation__isnull=False, referral__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("owner"), *NEWEST.columns(), name="cases_case_open_by_owner", condition=IS_OPEN),
            models.Index(
                F("compartment"), *NEWEST.columns(), name="cases_case_open_by_unit", condition=IS_OPEN
            ),
            models.Index(
                F("compartment"), *LAST_CLOSED.columns(), name="cases_case_closed_by_unit", condition=~IS_OPEN
            ),
            # For whoever knows many units: a page of all of them is found without sorting them all.
            models.Index(*NEWEST.columns(), name="cases_case_open_by_opening", condition=IS_OPEN),
            models.Index(*LAST_CLOSED.columns(), name="cases_case_closed_by_closing", condition=~IS_OPEN),
        ]

    class Lifecycle:
        """That there was a case, when and with which outcome stays for statistics; its words are in its children."""

        kept = RECORD_KEPT | {
            "reference", "nominal", "organisation", "referral", "pathway_key", "pathway_version", "stage", "owner",
            "opened_at", "closed_at", "closed_by", "outcome", "retention_rule", "retention_version",
            "retention_review_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class Ownership(Record):
    """Who owned the case, from one instant until another; the spans touch and never overlap."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ownerships")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        """One owner at an instant."""

        constraints = [
            ExclusionConstraint(
                name="cases_ownership_one_owner_at_an_instant",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="cases_ownership_starts_before_it_ends",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    class Lifecycle:
        """Staff data, kept with the case."""

        kept = RECORD_KEPT | {"case", "owner", "starts_at", "ends_at"}

    def __str__(self) -> str:
        return str(self.pk)


class Offer(Record):
    """A case offered to an officer, who owns it from the moment of accepting and not before."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(choices=OfferAnswer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")

    class Meta:
        """One open offer at a time."""

        constraints = [
            together("cases_offer", "answered_at", "answer"),
            models.UniqueConstraint(
                name="cases_offer_one_open", fields=["case"], condition=Q(answered_at__isnull=True)
            ),
        ]

    class Lifecycle:
        """The words end with the case."""

        personal = {"note": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {"case", "to", "answered_at", "answer"}

    def __str__(self) -> str:
        return str(self.pk)


# What may run past its day.
HAS_A_DAY = Q(settled_at__isnull=True, due_on__isnull=False)


class LooseEnd(Record):
    """Something that has to end before the case may: settled by a named person, in words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    text = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    settled_how = models.TextField(choices=Settled.choices, null=True)  # noqa: DJ001  paired with settled_at
    settled_words = models.TextField(null=True)  # noqa: DJ001  paired with settled_at

    class Meta:
        """Columns only."""

        abstract = True


LOOSE_PERSONAL = {"text": "erase", "settled_words": "erase"}
LOOSE_KEPT = RECORD_KEPT | {"case", "owner", "due_on", "settled_at", "settled_by", "settled_how"}


class Gap(LooseEnd):
    """A question nobody can answer yet (failings F05)."""

    class Meta:
        """Settled in words, by somebody, or not at all."""

        indexes = [
            models.Index(
                F("compartment"), *DAY_FIRST.columns(), name="cases_gap_open_by_day", condition=HAS_A_DAY
            )
        ]
        constraints = [together("cases_gap", "settled_at", "settled_by", "settled_how", "settled_words")]

    class Lifecycle:
        """Ends with the case."""

        personal = LOOSE_PERSONAL
        kept = LOOSE_KEPT

    def __str__(self) -> str:
        return self.text


class Action(LooseEnd):
    """Something to be done, with one owner and one accountable organisation (failings F16)."""

    accountable = models.TextField()

    class Meta:
        """Settled in words, by somebody, or not at all."""

        indexes = [
            models.Index(
                F("compartment"), *DAY_FIRST.columns(), name="cases_action_open_by_day", condition=HAS_A_DAY
            )
        ]
        constraints = [together("cases_action", "settled_at", "settled_by", "settled_how", "settled_words")]

    class Lifecycle:
        """Ends with the case."""

        personal = LOOSE_PERSONAL
        kept = LOOSE_KEPT | {"accountable"}

    def __str__(self) -> str:
        return self.text


class Risk(LooseEnd):
    """A risk on one axis, with its level and whether it can change at any moment (failings F27)."""

    axis = models.TextField(choices=Axis.choices)
    level = models.TextField(choices=Level.choices)
    is_volatile = models.BooleanField()

    class Meta:
        """Settled in words, by somebody, or not at all."""

        indexes = [
            models.Index(
                F("compartment"),
                *RISK_FIRST.columns(),
                name="cases_risk_not_known",
                condition=Q(settled_at__isnull=True, level=Level.NOT_KNOWN),
            )
        ]
        constraints = [together("cases_risk", "settled_at", "settled_by", "settled_how", "settled_words")]

    class Lifecycle:
        """Ends with the case."""

        personal = LOOSE_PERSONAL
        kept = LOOSE_KEPT | {"axis", "level", "is_volatile"}

    def __str__(self) -> str:
        return self.text


class Finding(AppendOnly):
    """An officer's finding on something a gate asks about; a later one takes its place and leaves it standing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    fact = models.TextField()
    is_so = models.BooleanField()
    because = models.TextField()

    class Lifecycle:
        """Ends with the case."""

        personal = {"because": "erase"}
        kept = APPEND_ONLY_KEPT | {"case", "fact", "is_so"}

    def __str__(self) -> str:
        return self.fact


class SetAside(AppendOnly):
    """A gate set aside with a reason, for one stage of one case, with a second person where the gate asks for one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="set_aside")
    gate = models.TextField()
    stage = models.TextField()
    because = models.TextField()

    class Lifecycle:
        """Ends with the case."""

        personal = {"because": "erase"}
        kept = APPEND_ONLY_KEPT | {"case", "gate", "stage"}

    def __str__(self) -> str:
        return self.gate


class Closing(Record):
    """A proposed closing: outcome, reason and look-back by one person, answered by another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    outcome = models.TextField()
    rationale = models.TextField()
    stage = models.TextField()
    decision_id = models.UUIDField()
    looked_back_at = ArrayField(models.UUIDField(), default=list)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.TextField(choices=ClosureAnswer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(null=True)  # noqa: DJ001  paired with answered_at

    class Meta:
        """Never answered by whoever proposed it; one open proposal at a time."""

        constraints = [
            together("cases_closing", "answered_at", "answered_by", "answer", "answer_words"),
            models.CheckConstraint(
                name="cases_closing_answered_by_another", condition=~Q(answered_by=F("created_by"))
            ),
            models.UniqueConstraint(
                name="cases_closing_one_open", fields=["case"], condition=Q(answered_at__isnull=True)
            ),
        ]

    class Lifecycle:
        """The words end with the case."""

        personal = {"rationale": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {
            "case", "outcome", "stage", "decision_id", "looked_back_at", "answered_at", "answered_by", "answer",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.outcome


class SearchPurpose(Record):
    """What the searches of an hour are for; the ledger knows its id and its code, and never the words."""

    why = models.TextField(choices=SearchFor.choices)
    reason = models.TextField(blank=True, default="")
    about_id = models.UUIDField(null=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        """A record of one's own, or a reason with words: never neither."""

        constraints = [
            models.CheckConstraint(
                name="cases_searchpurpose_of_a_record_or_in_words",
                condition=Q(why=SearchFor.REASON, about_id__isnull=True) & ~Q(reason="")
                | ~Q(why=SearchFor.REASON) & Q(about_id__isnull=False, reason="", words=""),
            )
        ]

    class Lifecycle:
        """The words can go at any time: what was done for which code stays in the ledger."""

        personal = {"words": "erase"}
        kept = RECORD_KEPT | {"why", "reason", "about_id"}

    def __str__(self) -> str:
        return self.why
