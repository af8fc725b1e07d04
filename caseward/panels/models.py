"""A sitting, who came, its items and what became of each; minutes that only grow once they are approved.

A sitting belongs to its unit. An item belongs to its case: it is known to exactly those who may know the case, so that
to anybody else the sitting has one item fewer, in its order, its figures and its approval.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from caseward.cases.models import Action, Case
from caseward.chronology.vocabulary import Channel
from caseward.decisions.models import DecisionRecord
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.panels.vocabulary import Became, Presence


# What comes, the next first; and what was, the last first.
COMING = Order((Key("held_at", datetime), Key("id")))
PAST = Order(COMING.keys, descending=True)


class Sitting(Record):
    """A meeting of several agencies that a unit holds: when, where, and who chairs it."""

    sort = models.TextField()
    held_at = models.DateTimeField()
    channel = models.TextField(choices=Channel.choices)
    place = models.TextField(blank=True, default="")
    chair = models.TextField()
    agency = models.TextField()

    class Meta:
        """Read by day, a unit at a time."""

        indexes = [models.Index(F("compartment"), *COMING.columns(), name="panels_sitting_by_day")]
        constraints = [
            models.UniqueConstraint(name="panels_sitting_id_and_compartment", fields=["id", "compartment"]),
            models.CheckConstraint(name="panels_sitting_is_chaired", condition=~(Q(chair="") | Q(agency=""))),
        ]

    class Lifecycle:
        """When a unit met stays; who chaired it ends."""

        personal = {"place": "erase", "chair": "erase", "agency": "erase"}
        kept = RECORD_KEPT | {"sort", "held_at", "channel"}

    def __str__(self) -> str:
        return self.sort


class Member(AppendOnly):
    """Whether a member came; the newest word on a name in a role is what stands."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    name = models.TextField()
    agency = models.TextField()
    presence = models.TextField(choices=Presence.choices)

    class Meta:
        """Somebody of somewhere."""

        constraints = [
            models.CheckConstraint(name="panels_member_is_somebody", condition=~(Q(name="") | Q(agency="")))
        ]

    class Lifecycle:
        """Professionals at work; ends with the sitting."""

        personal = {"name": "erase", "agency": "erase"}
        kept = APPEND_ONLY_KEPT | {"sitting", "role", "presence"}

    def __str__(self) -> str:
        return self.name


class Item(AppendOnly):
    """What a sitting is asked of one case, and whether the referrer was invited and why (failings F17)."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    is_referrer_invited = models.BooleanField()
    invited_because = models.TextField()

    class Meta:
        """Once a sitting, and never without its question or its word on the referrer."""

        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(name="panels_item_id_and_compartment", fields=["id", "compartment"]),
            models.UniqueConstraint(name="panels_item_once_a_sitting", fields=["sitting", "case"]),
            models.CheckConstraint(
                name="panels_item_asks_and_says_of_the_referrer",
                condition=~(Q(question="") | Q(invited_because="")),
            ),
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"question": "erase", "invited_because": "erase"}
        kept = APPEND_ONLY_KEPT | {"sitting", "case", "is_referrer_invited"}

    def __str__(self) -> str:
        return self.question


class Outcome(AppendOnly):
    """What became of an item; until its minute is approved a later one may put it in better words."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    became = models.TextField(choices=Became.choices)
    decision = models.TextField(blank=True, default="")
    rationale = models.TextField(blank=True, default="")
    dissent = models.TextField(blank=True, default="")
    because = models.TextField(blank=True, default="")
    signed = models.ForeignKey(DecisionRecord, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Decided and why, or not discussed and why: no item ends blank, whoever writes (failings F25)."""

        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="panels_outcome_says_what_and_why",
                condition=(Q(became=Became.NOT_DISCUSSED) & ~Q(because=""))
                | (~Q(became=Became.NOT_DISCUSSED) & ~(Q(decision="") | Q(rationale=""))),
            ),
            models.CheckConstraint(
                name="panels_outcome_answered_is_signed",
                condition=~Q(became=Became.ANSWERED) | Q(signed__isnull=False),
            ),
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"decision": "erase", "rationale": "erase", "dissent": "erase", "because": "erase"}
        kept = APPEND_ONLY_KEPT | {"item", "became", "signed"}

    def __str__(self) -> str:
        return self.became


class Feedback(AppendOnly):
    """Whether the referrer was told what came of an item, and what they said to it, or why not (failings F17)."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+")
    is_sent = models.BooleanField()
    on = models.DateField(null=True)
    words = models.TextField()

    class Meta:
        """Told on a day, or not told for a reason."""

        constraints = [
            models.CheckConstraint(
                name="panels_feedback_says_when_or_why_not",
                condition=~Q(words="") & (Q(is_sent=False) | Q(on__isnull=False)),
            )
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"words": "erase"}
        kept = APPEND_ONLY_KEPT | {"item", "is_sent", "on"}

    def __str__(self) -> str:
        return str(self.on or "")


class Agreed(AppendOnly):
    """An action of the case that came out of an item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="+")

    class Lifecycle:
        """Ends with the case."""

        kept = APPEND_ONLY_KEPT | {"item", "action"}

    def __str__(self) -> str:
        return str(self.pk)


class Approval(AppendOnly):
    """Somebody's word for the chair that the minutes are right: of who came, or (with an item) of that item."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="+", null=True)
    words = models.TextField()

    class Meta:
        """Each once; the database refuses one of what is blank."""

        constraints = [
            models.UniqueConstraint(
                name="panels_approval_once", fields=["sitting"], condition=Q(item__isnull=True)
            ),
            models.CheckConstraint(name="panels_approval_says_how", condition=~Q(words="")),
        ]

    class Lifecycle:
        """That it was approved stays; the words end."""

        personal = {"words": "erase"}
        kept = APPEND_ONLY_KEPT | {"sitting", "item"}

    def __str__(self) -> str:
        return str(self.pk)


class Addendum(AppendOnly):
    """What was added after the approval, to the minutes as a whole or (with an item) to that item."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField()

    class Meta:
        """Read in the order in which they were added."""

        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(name="panels_addendum_says_something", condition=~Q(text=""))]

    class Lifecycle:
        """Ends with what it was added to."""

        personal = {"text": "erase"}
        kept = APPEND_ONLY_KEPT | {"sitting", "item"}

    def __str__(self) -> str:
        return self.text
