"""Reading a typed age: what a witness says when nobody knows a date of birth."""

import re
from datetime import date

from caseward.kernel import wording
from caseward.kernel.dates import ages
from caseward.kernel.reading import Unreadable


# "About 15" is taken as 13 to 17: wide enough not to hide anybody, and shown, so that it can be corrected.
_ABOUT = 2
_LONGEST = 60

_NUMBER = r"(?P<youngest>[0-9]{1,3})"
_YEARS = r"(?: ?(?:years?|yrs?|y/?o))?(?: old)?(?: or so)?"
_ONE = re.compile(
    rf"(?:aged? )?(?P<about>about |around |approx\.? |approximately |roughly |circa |c\. ?|~ ?)?{_NUMBER}{_YEARS}"
)
_TWO = re.compile(rf"(?:aged? )?(?:between )?{_NUMBER} ?(?:-|–|to|or|and) ?(?P<oldest>[0-9]{{1,3}}){_YEARS}")
_DECADE = re.compile(r"(?:in (?:his|her|their|the) )?(?:early |mid |mid-|late )?(?P<decade>[1-9]0)'?s")
_TEENS = re.compile(r"(?:(?:in (?:his|her|their|the) )?(?:early |mid |mid-|late )?teens|teenager)")

_EMPTY = wording.gettext_noop("There is no age here.")
_NOT_AN_AGE = wording.gettext_noop("This is not an age. Write it like 15, about 15, 15 to 17 or 30s.")
_TOO_OLD = wording.gettext_noop("An age of {age} is too great to be meant.")
_TURNED = wording.gettext_noop("Write the younger age first, then the older one.")


def read_age(text: str, *, as_at: date) -> ages.ApproximateAge | Unreadable:
    """Read an age said on a day: one, "about" one (two years either way), a span or a decade; never raises."""
    plain = " ".join(text[: 4 * _LONGEST].lower().split())
    if not plain:
        return Unreadable(_EMPTY)
    span = _span(plain) if len(plain) <= _LONGEST else None
    if span is None:
        return Unreadable(_NOT_AN_AGE)
    youngest, oldest = span
    if oldest < youngest:
        return Unreadable(_TURNED)
    if oldest > ages.OLDEST_AGE:
        return Unreadable(_TOO_OLD, {"age": oldest})
    return ages.ApproximateAge(youngest, oldest, as_at)


def _span(plain: str) -> tuple[int, int] | None:
    """The youngest and oldest age the words allow; early, middle and late decades are not told apart."""
    if match := _TWO.fullmatch(plain):
        return int(match["youngest"]), int(match["oldest"])
    if match := _ONE.fullmatch(plain):
        age, margin = int(match["youngest"]), _ABOUT if match["about"] or "or so" in plain else 0
        return max(0, age - margin), age + margin
    if match := _DECADE.fullmatch(plain):
        return int(match["decade"]), int(match["decade"]) + 9
    return (13, 19) if _TEENS.fullmatch(plain) else None
