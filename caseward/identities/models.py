"""A link says when and by whom it was made; which two records it ties stands beside it, under a key of its own."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.identities.vocabulary import Answer, EndingState, LinkState, OpeningState


NEWEST = Order((Key("created_at", datetime), Key("id")), descending=True)
# Whatever a definition says, and whoever writes to the table.
LONGEST = timedelta(hours=1)


class IdentityLink(Record):
    """That two records are of one person, said by one custodian and confirmed by another; never which two."""

    confirm_by = models.DateTimeField()
    wrong_answers = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    rule = models.TextField()

    class Meta:
        """Two people, and never the same one."""

        indexes = [models.Index(F("compartment"), *NEWEST.columns(), name="identities_link_newest")]
        constraints = [
            together("identities_identitylink", "confirmed_at", "confirmed_by"),
            models.CheckConstraint(
                name="identities_identitylink_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("created_by")),
            ),
            models.CheckConstraint(
                name="identities_identitylink_confirmed_in_time",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=F("confirm_by")),
            ),
            models.CheckConstraint(
                name="identities_identitylink_ends_after_it_was_made",
                condition=Q(ended_at__gte=F("confirmed_at")),
            ),
        ]

    class Lifecycle:
        """Who linked something and when; the pair ends by itself."""

        kept = RECORD_KEPT | {
            "confirm_by", "wrong_answers", "confirmed_at", "confirmed_by", "ended_at", "rule",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    def state(self, now: datetime) -> LinkState:
        """Where it stands at an instant."""
        if self.ended_at is not None:
            return LinkState.MISTAKEN if self.confirmed_at is None else LinkState.ENDED
        if self.confirmed_at is not None:
            return LinkState.MADE
        return LinkState.PROPOSED if now < self.confirm_by else LinkState.LAPSED


class SealedPair(Record):
    """Which two records: unreadable without the key apart, and read from the table only while a link is open."""

    link = models.OneToOneField(IdentityLink, on_delete=models.PROTECT, related_name="+")
    locked_by = models.TextField()
    sealed = models.BinaryField()

    class Lifecycle:
        """Ends with either record."""

        personal = {"sealed": "erase"}
        kept = RECORD_KEPT | {"link", "locked_by"}

    def __str__(self) -> str:
        return str(self.pk)


class Opening(Record):
    """One custodian asked to open a link, for one purpose; if another approved, both read it for minutes."""

    link = models.ForeignKey(IdentityLink, on_delete=models.PROTECT, related_name="openings")
    purpose = models.TextField()
    words = models.TextField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answer = models.TextField(choices=Answer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")
    opens_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    rule = models.TextField()

    class Meta:
        """Asked by one, answered by another, and closed before it is over or not at all."""

        constraints = [
            together("identities_opening", "answered_at", "answered_by", "answer"),
            together("identities_opening", "closed_at", "closed_by"),
            models.CheckConstraint(
                name="identities_opening_answered_by_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("created_by")),
            ),
            models.CheckConstraint(
                name="identities_opening_answered_in_time",
                condition=Q(answered_at__isnull=True) | Q(answered_at__lt=F("answer_by")),
            ),
            models.CheckConstraint(
                name="identities_opening_opens_when_approved",
                condition=Q(answer=Answer.APPROVED, opens_until__isnull=False)
                | (Q(opens_until__isnull=True) & (Q(answer__isnull=True) | Q(answer=Answer.REFUSED))),
            ),
            models.CheckConstraint(
                name="identities_opening_opens_for_an_hour_at_most",
                condition=Q(opens_until__lte=F("answered_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="identities_opening_closes_what_was_open",
                condition=Q(closed_at__isnull=True) | Q(closed_at__lt=F("opens_until")),
            ),
        ]

    class Lifecycle:
        """The words end with the records; that somebody opened the link stays in the ledger."""

        personal = {"words": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {
            "link", "purpose", "answer_by", "answered_at", "answered_by", "answer", "opens_until", "closed_at",
            "closed_by", "rule",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    def state(self, now: datetime) -> OpeningState:
        """Where it stands at an instant; the last of its minutes is not one of them."""
        if self.answered_at is None:
            return OpeningState.ASKED if now < self.answer_by else OpeningState.LAPSED
        if self.opens_until is None:
            return OpeningState.REFUSED
        if self.closed_at is not None:
            return OpeningState.CLOSED
        return OpeningState.OPEN if now < self.opens_until else OpeningState.OVER


class Ending(Record):
    """One custodian says that a link is wrong; if another agrees, it leads nowhere from then on, and never again."""

    link = models.ForeignKey(IdentityLink, on_delete=models.PROTECT, related_name="endings")
    words = models.TextField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answer = models.TextField(choices=Answer.choices, null=True)  # noqa: DJ001  paired with answered_at
    answer_words = models.TextField(blank=True, default="")
    rule = models.TextField()

    class Meta:
        """Said by one and answered by another, in time."""

        constraints = [
            together("identities_ending", "answered_at", "answered_by", "answer"),
            models.CheckConstraint(
                name="identities_ending_answered_by_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("created_by")),
            ),
            models.CheckConstraint(
                name="identities_ending_answered_in_time",
                condition=Q(answered_at__isnull=True) | Q(answered_at__lt=F("answer_by")),
            ),
        ]

    class Lifecycle:
        """The words end with the records; that the link was ended stays in the ledger."""

        personal = {"words": "erase", "answer_words": "erase"}
        kept = RECORD_KEPT | {"link", "answer_by", "answered_at", "answered_by", "answer", "rule"}

    def __str__(self) -> str:
        return str(self.pk)

    def state(self, now: datetime) -> EndingState:
        """Where it stands at an instant."""
        if self.answered_at is None:
            return EndingState.ASKED if now < self.answer_by else EndingState.LAPSED
        return EndingState.AGREED if self.answer == Answer.APPROVED else EndingState.REFUSED
