"""Pairs of records that look alike, until somebody has said what they are to each other."""

from django.db import models
from django.db.models import F, Q

from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.nominals.models.pairs import PAIR_KEPT, Pair


STRONGEST = Order((Key("strength", int), Key("id")), descending=True)


class SimilarPair(Pair):
    """Two records so alike that whoever reads one is warned of the other; nothing follows from it by itself.

    `judged_at` while a word on the pair is open. `seen_version` and `other_seen_version` are the records as they were
    when somebody could not tell: while both are still so, the question does not come back.
    """

    strength = models.PositiveIntegerField()
    judged_at = models.DateTimeField(null=True)
    seen_version = models.PositiveIntegerField(null=True)
    other_seen_version = models.PositiveIntegerField(null=True)

    class Meta:
        """A pair stands once."""

        indexes = [
            # As `STRONGEST` runs, so that a page of a unit's queue is read from its place on.
            models.Index(
                F("compartment"),
                F("strength"),
                F("id"),
                name="nominals_similar_waiting",
                condition=Q(judged_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="nominals_similarpair_once", fields=["nominal", "other"]),
            models.CheckConstraint(
                name="nominals_similarpair_lower_id_first", condition=Q(nominal__lt=F("other"))
            ),
            together("nominals_similarpair", "seen_version", "other_seen_version"),
        ]

    class Lifecycle:
        """Ends with the records; the evidence is worked out anew whenever it is shown."""

        kept = PAIR_KEPT | {"strength", "judged_at", "seen_version", "other_seen_version"}

    def __str__(self) -> str:
        return str(self.pk)
