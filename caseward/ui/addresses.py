"""Where a page is; worked out once, for every page asks often."""

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse


ANY = UUID(int=0)


def of_record(place: str, record_id: UUID) -> str:
    """The address of a page that one id leads to; Django works out what stands around it once, for lists ask often."""
    return str(record_id).join(_around(place))


def named(place: str) -> str:
    """The address of a page that nothing has to be given; "" where there is no such page."""
    return _named(place, get_urlconf() or settings.ROOT_URLCONF)


@cache
def _around(place: str) -> tuple[str, str]:
    before, _id, after = reverse(place, args=[ANY]).partition(str(ANY))
    return before, after


@cache
def _named(place: str, _all: str) -> str:
    try:
        return reverse(place)
    except NoReverseMatch:
        return ""
