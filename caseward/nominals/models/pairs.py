"""What is said of two records together: known to those only who may know both."""

from collections.abc import Collection
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseward.foundation.access.models import Compartment
from caseward.foundation.access.visibility import VisibleManager, VisibleQuerySet
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record
from caseward.nominals.models.records import Nominal
from caseward.nominals.vocabulary import OPEN, LinkState, Said, StepKind


P = TypeVar("P", bound=models.Model)


class KnownTogether(VisibleQuerySet[P]):
    """Records that carry two compartments."""

    def within(self, compartments: Collection[UUID]) -> Self:
        """Those of which both compartments are among these."""
        return super().within(compartments).filter(other_compartment_id__in=sorted(compartments, key=str))

    def touching(self, nominal_ids: Collection[UUID]) -> Self:
        """Those in which one of these records stands on either side."""
        return self.filter(Q(nominal_id__in=nominal_ids) | Q(other_id__in=nominal_ids))


class PairManager(VisibleManager[P]):
    """The same from a model."""

    def get_queryset(self) -> KnownTogether[P]:
        """Every pair, as far as row-level security lets through."""
        return KnownTogether(self.model, using=self._db)

    def visible_to(self, viewer: object) -> KnownTogether[P]:
        """Pairs of which the viewer may know both records now."""
        return self.get_queryset().visible_to(viewer)  # type: ignore[arg-type]


class Pair(Record):
    """Two records, the one with the lower id first, so that a pair is written in one way only.

    Both compartments stand in the row: row-level security asks for both, and the database keeps them as the records'.
    """

    keeps_history: ClassVar[bool] = (
        False  # a history row carries one compartment, and would tell half of those who know
    )

    nominal = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Nominal, on_delete=models.PROTECT, related_name="+")
    other_compartment = models.ForeignKey(
        Compartment, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: ClassVar[PairManager[Any]] = PairManager()

    class Meta:
        """Columns only."""

        abstract = True

    @property
    def both(self) -> tuple[UUID, UUID]:
        """The two records by their ids."""
        return (self.nominal_id, self.other_id)

    @property
    def compartments(self) -> tuple[UUID, UUID]:
        """What somebody has to know to know of the pair."""
        return (self.compartment_id, self.other_compartment_id)


PAIR_KEPT = RECORD_KEPT | {"nominal", "other", "other_compartment"}


class PersonLink(Pair):
    """What somebody said of two records: one person, or lastingly not; neither record changes by it.

    `asked_by` asked for the last step, `answered_by` carried it; where two people are needed they differ.
    """

    says = models.TextField(choices=Said.choices)
    state = models.TextField(choices=LinkState.choices)
    risks = ArrayField(models.TextField(), default=list)
    needs_two = models.BooleanField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )

    class Meta:
        """One open word on a pair, whichever it is; two people where two are needed; nothing ends without an answer."""

        constraints = [
            models.UniqueConstraint(
                name="nominals_personlink_one_open_word",
                fields=["nominal", "other"],
                condition=Q(state__in=OPEN),
            ),
            models.CheckConstraint(
                name="nominals_personlink_lower_id_first", condition=Q(nominal__lt=F("other"))
            ),
            models.CheckConstraint(
                name="nominals_personlink_two_people_where_needed",
                condition=Q(needs_two=False) | Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="nominals_personlink_waits_unanswered_ends_answered",
                condition=Q(state__in=[LinkState.PROPOSED, LinkState.END_ASKED], answered_by__isnull=True)
                | Q(
                    state__in=[LinkState.REFUSED, LinkState.ENDED, LinkState.NOTED], answered_by__isnull=False
                )
                | Q(state=LinkState.STANDS, says=Said.SAME, answered_by__isnull=False)
                | Q(state=LinkState.STANDS, says=Said.NOT_SAME, answered_by__isnull=True),
            ),
        ]

    class Lifecycle:
        """Ends with the records; the reasons stand in its steps."""

        kept = PAIR_KEPT | {"says", "state", "risks", "needs_two", "asked_by", "answered_by"}

    def __str__(self) -> str:
        return str(self.pk)


class LinkStep(AppendOnly):
    """One step in the life of a link: who, when, and above all why."""

    other_compartment = models.ForeignKey(
        Compartment, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    link = models.ForeignKey(PersonLink, on_delete=models.PROTECT, related_name="steps")
    kind = models.TextField(choices=StepKind.choices)
    because = models.TextField()

    objects: ClassVar[PairManager[Any]] = PairManager()

    class Meta:
        """No step without a reason."""

        constraints = [
            models.CheckConstraint(name="nominals_linkstep_has_a_reason", condition=~Q(because=""))
        ]

    class Lifecycle:
        """Ends with the records."""

        personal = {"because": "erase"}
        kept = APPEND_ONLY_KEPT | {"other_compartment", "link", "kind"}

    def __str__(self) -> str:
        return str(self.kind)
