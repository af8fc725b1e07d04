"""One row a person, which no login that serves people may read: only two functions of the database do."""

from django.conf import settings
from django.db import models

from caseward.characteristics.vocabulary import NINE, NOT_ASKED
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.nominals.models import Nominal


class Characteristics(Record):
    """What one person said, as codes; without a history, because the history of a field can be read (ADR 0025)."""

    nominal = models.OneToOneField(Nominal, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    age = models.TextField(default=NOT_ASKED)
    disability = models.TextField(default=NOT_ASKED)
    gender_reassignment = models.TextField(default=NOT_ASKED)
    marriage = models.TextField(default=NOT_ASKED)
    pregnancy = models.TextField(default=NOT_ASKED)
    race = models.TextField(default=NOT_ASKED)
    religion = models.TextField(default=NOT_ASKED)
    sex = models.TextField(default=NOT_ASKED)
    orientation = models.TextField(default=NOT_ASKED)

    class Lifecycle:
        """Ends with the person's record."""

        personal = dict.fromkeys(NINE, "erase")
        kept = RECORD_KEPT | {"nominal", "changed_at", "changed_by"}

    def __str__(self) -> str:
        return str(self.pk)
