"""Where a record's page is."""

from functools import cache
from uuid import UUID

from django.urls import reverse


ANY = UUID(int=0)


def of_record(place: str, record_id: UUID) -> str:
    """The address of a page that one id leads to; Django works out what stands around it once, for lists ask often."""
    return str(record_id).join(_around(place))


@cache
def _around(place: str) -> tuple[str, str]:
    before, _id, after = reverse(place, args=[ANY]).partition(str(ANY))
    return before, after
