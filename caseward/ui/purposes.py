"""What a search or the reading of a diary is for, as it was said once: kept in the browser session.

Only the code is kept here; the words that were typed lie in a record of their own.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from caseward.foundation import clock


if TYPE_CHECKING:
    from caseward.ui.requests import Signed

# One purpose of each sort stands at a time: that of searching, and that of reading one diary.
SEARCH, DIARY = "search_purpose", "diary_purpose"

# An address that was opened from what a search found says so; without it the tie to the record says why.
FROM, FIND = "from", "find"


def say(request: "Signed", code: str, *, lasts: timedelta, slot: str = SEARCH, about: str = "") -> None:
    """Remember the purpose for as long as it lasts, for this sign-in alone; it counts from now on."""
    request.session[slot] = [code, (request.ctx.now + lasts).timestamp(), about]
    request.ctx.purpose = code


def said(request: "Signed", *, slot: str = SEARCH, about: str = "") -> tuple[str, datetime] | None:
    """The purpose and until when it stands; None where none was said of this, or too long ago."""
    if slot not in request.session:
        return None
    code, ends, of = request.session[slot]
    until = datetime.fromtimestamp(ends, tz=UTC)
    return (str(code), until) if of == about and clock.now() < until else None


def of_what_was_found(request: "Signed") -> str:
    """The purpose of the search from whose results this address was opened; "" for any other address."""
    if request.GET.get(FROM) != FIND:
        return ""
    found = said(request)
    return found[0] if found else ""


def from_find(url: str) -> str:
    """The address of a record as a search shows it."""
    return f"{url}?{FROM}={FIND}"
