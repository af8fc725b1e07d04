"""What a search is for, as it was said once: kept in the browser session, and put on what is done with what was found.

Only the code is kept here; the words that were typed lie in a record of their own.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from caseward.foundation.commands import clock


if TYPE_CHECKING:
    from caseward.ui.requests import Signed

SAID = "search_purpose"

# An address that was opened from what a search found says so; without it the tie to the record says why.
FROM, FIND = "from", "find"


def say(request: "Signed", code: str, *, lasts: timedelta) -> None:
    """Remember the purpose for as long as it lasts, for this sign-in alone; it counts from now on."""
    request.session[SAID] = [code, (request.ctx.now + lasts).timestamp()]
    request.ctx.purpose = code


def said(request: "Signed") -> tuple[str, datetime] | None:
    """The purpose and until when it stands; None where none was said, or too long ago."""
    if SAID not in request.session:
        return None
    code, ends = request.session[SAID]
    until = datetime.fromtimestamp(ends, tz=UTC)
    return (str(code), until) if clock.now() < until else None


def of_what_was_found(request: "Signed") -> str:
    """The purpose of the search from whose results this address was opened; "" for any other address."""
    if request.GET.get(FROM) != FIND:
        return ""
    found = said(request)
    return found[0] if found else ""


def from_find(url: str) -> str:
    """The address of a record as a search shows it."""
    return f"{url}?{FROM}={FIND}"
