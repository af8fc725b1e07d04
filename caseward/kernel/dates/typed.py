"""Reading a typed date: the British order, ISO or words; what can be read in two ways is not read at all."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from caseward.kernel import wording
from caseward.kernel.dates import ages, partial
from caseward.kernel.reading import Unreadable


_LONGEST = 60
# Records reach back to the grandparents of the living, plans a human life ahead. Beyond that it is a slip.
_FIRST_YEAR, _YEARS_AHEAD = 1850, 100

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Forces of Wales write Welsh, too.
_WELSH_MONTHS = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_MONTH_NUMBERS = {
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name: number for number, name in enumerate(_WELSH_MONTHS, 1)},
    "sept": 9,
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NUMBERS = {
    **{name[:3].lower(): number for number, name in enumerate(_WEEKDAYS)},
    **{name.lower(): number for number, name in enumerate(_WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

_BETWEEN = r"(?: ?[-./] ?| )"
_WEEKDAY = r"(?:(?!the )(?P<weekday>[a-z]+),? )?"
_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[0-9]{1,2})"
_NAME = r"(?P<name>[a-z]{3,})\.?"
_YEAR = r"(?P<year>[0-9]{1,5})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<sep>[-./])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})",
        rf"{_MONTH}{_BETWEEN}{_YEAR}",
        rf"{_WEEKDAY}(?:the )?{_ORDINAL}(?: of)?{_BETWEEN}{_NAME}(?:,? |{_BETWEEN}){_YEAR}",
        rf"{_WEEKDAY}{_NAME} {_ORDINAL},? {_YEAR}",
        rf"{_NAME},?{_BETWEEN}{_YEAR}",
        r"(?P<year>[0-9]{2}|[0-9]{4})",
    )
)

_EMPTY = wording.gettext_noop("There is no date here.")
_NOT_A_DATE = wording.gettext_noop("This is not a date. Write it like 14 March 2009, March 2009 or 2009.")
_SHORT_YEAR = wording.gettext_noop("The year has to have four digits: {year} does not say which century.")
_FAR_YEAR = wording.gettext_noop("The year {year} is too far away to be meant.")
_NO_MONTH = wording.gettext_noop(
    "There is no month {month}. Write the day first, then the month, then the year."
)
_NO_DAY = wording.gettext_noop("There is no {day} {month} in the calendar of {year}.")
_OTHER_WEEKDAY = wording.gettext_noop("{date} is a {right}, not a {given}. Check the day and the date.")
_FUTURE = wording.gettext_noop("A date of birth cannot be in the future.")
_TOO_OLD = wording.gettext_noop("This date of birth would make the person at least {age} years old.")


def read_date(text: str, *, today: date) -> partial.PartialDate | Unreadable:
    """Read a typed date as far as it is given: day, month or year; never raises, never guesses.

    The day comes first (14/3/2009), except in ISO (2009-03-14) and beside a month's name, English or Welsh. A
    year of two digits, a day that no calendar has, and a weekday which does not fit are unreadable.
    """
    plain = _plain(text)
    if not plain:
        return Unreadable(_EMPTY)
    if len(plain) > _LONGEST:
        return Unreadable(_NOT_A_DATE)
    for shape in _SHAPES:
        if match := shape.fullmatch(plain):
            return _from_parts(match.groupdict(), today)
    return Unreadable(_NOT_A_DATE)


def read_birth_date(text: str, *, today: date) -> partial.PartialDate | Unreadable:
    """Read a date of birth: a date that is not in the future and makes nobody 120 years old (data sheet DOB)."""
    born = read_date(text, today=today)
    if isinstance(born, Unreadable):
        return born
    age = ages.age_on(born, day=today)
    if age is None:
        return Unreadable(_FUTURE)
    if age.youngest > ages.OLDEST_AGE:
        return Unreadable(_TOO_OLD, {"age": age.youngest})
    return born


def _plain(text: str) -> str:
    """One spelling for digits of every script, for hyphens and for spaces; cut, so that nothing is dear to read."""
    normal = unicodedata.normalize("NFKC", text[: 4 * _LONGEST]).lower()
    digits = "".join(str(unicodedata.decimal(character, character)) for character in normal)
    return " ".join(digits.replace("‐", "-").replace("−", "-").split())


def _from_parts(parts: Mapping[str, str | None], today: date) -> partial.PartialDate | Unreadable:
    year = _year(parts["year"] or "", today)
    month = _month(parts)
    if isinstance(year, Unreadable):
        return year
    if isinstance(month, Unreadable):
        return month
    day = int(given) if (given := parts.get("day")) else None
    try:
        read = partial.PartialDate(year, month, day)
    except ValueError:
        name = _MONTHS[(month or 1) - 1].capitalize()
        return Unreadable(_NO_DAY, {"day": day or 0, "month": name, "year": year})
    return _on_its_weekday(read, parts.get("weekday"))


def _year(digits: str, today: date) -> int | Unreadable:
    if len(digits) < 4:
        return Unreadable(_SHORT_YEAR, {"year": digits})
    if len(digits) > 4 or not _FIRST_YEAR <= int(digits) <= today.year + _YEARS_AHEAD:
        return Unreadable(_FAR_YEAR, {"year": digits})
    return int(digits)


def _month(parts: Mapping[str, str | None]) -> int | Unreadable | None:
    if name := parts.get("name"):
        number = _MONTH_NUMBERS.get(name)
        return Unreadable(_NOT_A_DATE) if number is None else number
    given = parts.get("month")
    if given is not None and not 1 <= int(given) <= 12:
        return Unreadable(_NO_MONTH, {"month": int(given)})
    return None if given is None else int(given)


def _on_its_weekday(read: partial.PartialDate, given: str | None) -> partial.PartialDate | Unreadable:
    """Refuse a date beside the wrong day of the week: one of the two is a slip, and nobody here knows which."""
    if given is None:
        return read
    number = _WEEKDAY_NUMBERS.get(given)
    if number is None:
        return Unreadable(_NOT_A_DATE)
    right = read.earliest.weekday()
    if number != right:
        values = {"date": read.words, "right": _WEEKDAYS[right], "given": _WEEKDAYS[number]}
        return Unreadable(_OTHER_WEEKDAY, values)
    return read
