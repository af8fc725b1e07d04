"""Who has read the whole history of a case, and up to when."""

from django.db import models

from caseward.cases.models.cases import Case
from caseward.foundation.records.models import APPEND_ONLY_KEPT, AppendOnly


class HistoryRead(AppendOnly):
    """That somebody read everything he may know of the person or organisation; its time says what he had before him."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="histories_read")

    class Lifecycle:
        """Ends with the case."""

        kept = APPEND_ONLY_KEPT | {"case"}

    def __str__(self) -> str:
        return str(self.pk)
