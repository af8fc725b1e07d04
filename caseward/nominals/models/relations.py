"""What two people are to each other: known to those only who may know both."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caseward.foundation.records.constraints import together
from caseward.nominals.models.details import FACT_KEPT, FACT_PERSONAL, Sourced, holds
from caseward.nominals.models.pairs import PAIR_KEPT, Pair


STANDS = Q(ended_at__isnull=True, corrected_at__isnull=True)


class Relation(Pair, Sourced):
    """That one person is the parent, the friend or the fear of another, with where that comes from.

    `kind` says what `nominal` is to `other`; read from the other end it is the inverse, which is published beside it.
    """

    kind = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    ended_because = models.TextField(null=True)  # noqa: DJ001  paired with when and by whom

    class Meta:
        """One of a kind that stands; written one way round."""

        constraints = [
            models.UniqueConstraint(
                name="nominals_relation_one_of_a_kind", fields=["nominal", "other", "kind"], condition=STANDS
            ),
            models.CheckConstraint(
                name="nominals_relation_lower_id_first", condition=Q(nominal__lt=F("other"))
            ),
            models.CheckConstraint(name="nominals_relation_has_a_kind", condition=~Q(kind="")),
            together("nominals_relation", "ended_at", "ended_by", "ended_because"),
            *holds("nominals_relation"),
        ]

    class Lifecycle:
        """Ends with the records."""

        personal = FACT_PERSONAL | {"ended_because": "erase"}
        kept = FACT_KEPT | PAIR_KEPT | {"kind", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return str(self.pk)
