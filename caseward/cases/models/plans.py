"""The support plan of a case, the factors that it answers, and which action answers which (failings F13, F21)."""

from django.db import models
from django.db.models import Q

from caseward.cases.models.cases import Action, Case
from caseward.cases.vocabulary import Presence
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record


class SupportPlan(AppendOnly):
    """What support sets out to do and with whom that was agreed; the newest stands, those before stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    aims = models.TextField()
    agreed_with = models.TextField()
    review_on = models.DateField()

    class Meta:
        """A plan says something."""

        constraints = [
            models.CheckConstraint(
                name="cases_supportplan_says_something", condition=~(Q(aims="") | Q(agreed_with=""))
            )
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"aims": "erase", "agreed_with": "erase"}
        kept = APPEND_ONLY_KEPT | {"case", "review_on"}

    def __str__(self) -> str:
        return str(self.pk)


class Factor(Record):
    """A factor of vulnerability found present, from the assessment; answered by actions, or by a reasoned none."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="factors")
    key = models.TextField()
    presence = models.TextField(choices=Presence.choices)
    evidence = models.TextField()
    no_action_because = models.TextField(blank=True, default="")

    class Meta:
        """Each factor once in a case; none without what it rests on."""

        constraints = [
            models.UniqueConstraint(
                name="cases_factor_once_in_a_case", fields=["case", "key"], condition=~Q(key="OTHER")
            ),
            models.CheckConstraint(name="cases_factor_rests_on_something", condition=~Q(evidence="")),
        ]

    class Lifecycle:
        """Ends with the case."""

        personal = {"evidence": "erase", "no_action_because": "erase"}
        kept = RECORD_KEPT | {"case", "key", "presence"}

    def __str__(self) -> str:
        return self.key


class Cover(AppendOnly):
    """That an action answers a factor."""

    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="covers")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="covers")

    class Meta:
        """Said once."""

        constraints = [models.UniqueConstraint(name="cases_cover_said_once", fields=["factor", "action"])]

    class Lifecycle:
        """Ends with the case."""

        kept = APPEND_ONLY_KEPT | {"factor", "action"}

    def __str__(self) -> str:
        return str(self.pk)
