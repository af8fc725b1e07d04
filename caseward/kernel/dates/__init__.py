"""Dates as far as they are known: a day, a month, a year or an age; read as typed, compared, and never guessed."""

from caseward.kernel.dates.ages import (
    OLDEST_AGE,
    Ages,
    ApproximateAge,
    Born,
    Comparison,
    age_on,
    compare,
    may_be_placeholder,
    shared_precision,
)
from caseward.kernel.dates.partial import PartialDate, Precision
from caseward.kernel.dates.typed import read_birth_date, read_date
from caseward.kernel.dates.typed_age import read_age


__all__ = [
    "OLDEST_AGE",
    "Ages",
    "ApproximateAge",
    "Born",
    "Comparison",
    "PartialDate",
    "Precision",
    "age_on",
    "compare",
    "may_be_placeholder",
    "read_age",
    "read_birth_date",
    "read_date",
    "shared_precision",
]
