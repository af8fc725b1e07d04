"""When something happened, as a timeline says it: on London's clock, a day alone standing for nine in the morning."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from caseward.kernel.clocks.moments import LONDON
from caseward.kernel.dates import PartialDate, read_date
from caseward.kernel.reading import Unreadable
from caseward.kernel.replays.faults import Amiss
from caseward.kernel.wording import day_in_words, gettext_noop


MORNING = time(9)
# Nobody's timeline reaches further back, and typed dates are read as if said long after.
EARLIEST, LONG_AFTER = 1950, date(2200, 1, 1)

_CLOCK = re.compile(
    r"[T ,]+(?:at )?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC, and what was assumed of it ("" for nothing)."""

    at: datetime
    assumed: str = ""


def read_moment(given: object) -> Moment:
    """The instant that a value of TOML means; Amiss for one that is in no calendar or on no London clock.

    An hour that London's clocks pass twice is the first of the two, in summer time; one that they leave out is none.
    """
    if isinstance(given, datetime):
        return _possible(_instant(given))
    if isinstance(given, date):
        return _possible(_instant(datetime.combine(given, MORNING)))
    if isinstance(given, str):
        return _possible(_typed(given))
    raise Amiss(
        gettext_noop("This is no date. Write it like 2019-10-07T14:30, or 2019-10-07 for the day alone.")
    )


def with_time(given: object, clock: object) -> object:
    """A day with a time of day beside it; Amiss where the day has a time already, or the time is none."""
    if isinstance(given, datetime) or (isinstance(given, str) and _CLOCK.search(given.strip())):
        raise Amiss(gettext_noop("The time is said twice: with the day, and beside it."))
    if isinstance(clock, time) and isinstance(given, date):
        return datetime.combine(given, clock.replace(microsecond=0))
    return f"{given} {clock}"


def read_day(given: object) -> date:
    """The London day that a value means; Amiss as above, and for a month alone."""
    if isinstance(given, datetime):
        return (given.astimezone(LONDON) if given.tzinfo else given).date()
    if isinstance(given, date):
        return given
    found = _partial(given if isinstance(given, str) else "")
    if found.day is None:
        raise Amiss(gettext_noop("Give the whole day, like 2019-10-07."))
    return date(found.year, found.month or 1, found.day)


def _typed(given: str) -> Moment:
    words, clock = given.strip(), MORNING
    if typed := _CLOCK.search(words):
        clock = _time(int(typed["hour"]), int(typed["minute"]))
        words = words[: typed.start()]
    found = _partial(words)
    moment = _instant(datetime.combine(date(found.year, found.month or 1, found.day or 1), clock))
    if found.day is not None:
        return moment
    return Moment(
        moment.at,
        gettext_noop("The day is not given: taken as {day}.").format(
            day=day_in_words(moment.at.astimezone(LONDON).date())
        ),
    )


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Amiss(
            gettext_noop("There is no {hour}:{minute:02} on a clock.").format(hour=hour, minute=minute)
        ) from None


def _partial(words: str) -> PartialDate:
    found = read_date(words, today=LONG_AFTER)
    if isinstance(found, Unreadable):
        raise Amiss(found.sentence)
    return found


def _instant(given: datetime) -> Moment:
    if given.tzinfo is not None:
        return Moment(given.astimezone(UTC))
    local = given.replace(tzinfo=LONDON)
    back = local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
    if back != given:
        raise Amiss(
            gettext_noop(
                "There was no {time} in London on {day}: the clocks went forward. Give another time."
            ).format(time=given.strftime("%H:%M"), day=day_in_words(given.date()))
        )
    twice = local.utcoffset() != local.replace(fold=1).utcoffset()
    return Moment(local.astimezone(UTC), _TWICE if twice else "")


_TWICE = gettext_noop(
    "London's clocks passed this hour twice that night: taken as the first time, in summer time."
)


def _possible(moment: Moment) -> Moment:
    if moment.at.year < EARLIEST:
        raise Amiss(gettext_noop("A timeline begins in {year} at the earliest.").format(year=EARLIEST))
    return moment


def a_day_later(instant: datetime) -> datetime:
    """The same time by London's clock on the next day."""
    local = instant.astimezone(LONDON).replace(tzinfo=None) + timedelta(days=1)
    return local.replace(tzinfo=LONDON).astimezone(UTC)
