"""The pages of a list as an address asks for them, and what is said of one; nothing is ever counted for it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.foundation.paging import END, START, Page, Place


LAST = "end"  # what looks back from nowhere, and so from the end


def place_from(request: HttpRequest) -> Place:
    """The place asked for; without one the beginning, which nonsense becomes as well."""
    before = request.GET.get("before", "")
    if before == LAST:
        return END
    return Place(before, is_back=True) if before else Place(request.GET.get("after", ""))


def address_of(request: HttpRequest, place: Place) -> str:
    """The same list at another place; its filters stay."""
    asked = request.GET.copy()
    for name in ("before", "after", "page"):
        asked.pop(name, None)
    if place != START:
        asked["before" if place.is_back else "after"] = place.cursor or LAST
    return f"?{asked.urlencode()}"


def said_of(page: Page[Any]) -> str:
    """What is on the page: "25 shown; more follow", "25 shown; more before and after", "3 shown"."""
    count = len(page.rows)
    text = ngettext("%(count)s shown", "%(count)s shown", count) % {"count": count}
    if page.has_previous and page.has_next:
        return _("%(text)s; more before and after them") % {"text": text}
    if page.has_previous:
        return _("%(text)s; these are the last") % {"text": text}
    return _("%(text)s; more follow") % {"text": text} if page.has_next else text
