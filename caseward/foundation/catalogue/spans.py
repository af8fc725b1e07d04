"""The small language of durations in definitions: "5 working days", "the same day", "6 years"."""

import re

from caseward.kernel.clocks import Unit


_UNITS = {
    "hour": Unit.HOUR,
    "day": Unit.CALENDAR_DAY,
    "working day": Unit.WORKING_DAY,
    "month": Unit.MONTH,
}
_SPAN = re.compile(r"([1-9][0-9]{0,3}) (working day|hour|day|month|year)(s?)")


def clock_span(words: str) -> tuple[int, Unit]:
    """A duration of a clock as number and unit; ValueError for anything else."""
    if words == "the same day":
        return 0, Unit.CALENDAR_DAY
    number, noun = _read(words)
    if noun not in _UNITS:
        raise ValueError(f"“{words}” is no duration of a clock: hours, days, working days or months.")
    return number, _UNITS[noun]


def months_span(words: str) -> int:
    """A span of retention in months; ValueError unless it is in months or years."""
    number, noun = _read(words)
    if noun not in ("month", "year"):
        raise ValueError(f"“{words}” is no span of retention: months or years.")
    return number * 12 if noun == "year" else number


def _read(words: str) -> tuple[int, str]:
    match = _SPAN.fullmatch(words)
    if match is None or (match[1] == "1") is (match[3] == "s"):
        raise ValueError(f"“{words}” is no duration, such as “1 working day”, “28 days” or “6 months”.")
    return int(match[1]), match[2]
