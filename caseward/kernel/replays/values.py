"""The value of one key of an event, read as its kind asks; Amiss says what is the matter with it."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from caseward.kernel.replays.faults import Amiss, unknown
from caseward.kernel.replays.grammar import Key, Kind, Known
from caseward.kernel.replays.moments import read_day, read_moment
from caseward.kernel.replays.spelling import bare, spoken
from caseward.kernel.wording import gettext_noop


LONGEST, MOST = 10_000, 10_000  # characters of words; the greatest number
_NOT_WRITTEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]")
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}
_NAMED = {Kind.STAGE: "stage", Kind.FACT: "fact", Kind.GATE: "gate", Kind.HAPPENING: "happening",
          Kind.OUTCOME: "outcome", Kind.PATHWAY: "pathway"}  # fmt: skip


def read_value(key: Key, given: object, *, known: Known) -> object:
    """What the value means, in the type of its kind; a label, a person, an officer and a unit stay words."""
    if key.kind in _NAMED:
        return _titled(words(given), known.of(key.kind), known.titles, what=_NAMED[key.kind])
    if key.kind is Kind.FACTS:
        return tuple(_name(one, known.facts, what=_NAMED[Kind.FACT]) for one in _list(key, given))
    return _READERS.get(key.kind, _words_of)(key, given)


def words(given: object) -> str:
    """Words as they stand, a number or a date as it is written; Amiss for a list or a table."""
    if isinstance(given, bool) or not isinstance(given, str | int | float | date | datetime):
        raise Amiss(gettext_noop("Words are wanted here, in quotation marks."))
    said = str(given).strip()
    if len(said) > LONGEST:
        raise Amiss(gettext_noop("At most {most} characters can be kept.").format(most=LONGEST))
    if _NOT_WRITTEN.search(said):
        raise Amiss(gettext_noop("There is a character here that cannot be written down."))
    return said


def several(given: object) -> tuple[str, ...]:
    """One or several words."""
    return tuple(words(one) for one in given) if isinstance(given, list) else (words(given),)


def table(given: object) -> Mapping[str, object]:
    """A table of TOML."""
    if isinstance(given, dict):
        return given
    raise Amiss(gettext_noop("A table is wanted here."))


def _name(word: str, known: Collection[str] | None, *, what: str) -> str:
    names = known or ()
    for name in (word, spoken(word), spoken(word).replace("-", "_")):
        if name in names:
            return name
    raise Amiss(unknown(word, names, what=what))


def _titled(word: str, names: Collection[str] | None, titles: Mapping[str, str], *, what: str) -> str:
    """A name by its key, else by its title."""
    if spoken(word) not in (names or ()) and titles.get(bare(word)) in (names or ()):
        return titles[bare(word)]
    return _name(word, names, what=what)


def _words_of(_key: Key, given: object) -> str:
    return words(given)


def _list(_key: Key, given: object) -> tuple[str, ...]:
    """Several words, in a list or with commas between them."""
    return tuple(part for one in several(given) for each in one.split(",") if (part := each.strip()))


def _flag(_key: Key, given: object) -> bool:
    if isinstance(given, bool):
        return given
    truth = _TRUTHS.get(spoken(given)) if isinstance(given, str) else None
    if truth is None:
        raise Amiss(gettext_noop("Say true or false."))
    return truth


def _number(key: Key, given: object) -> int:
    if isinstance(given, str) and given.strip().isdecimal():
        given = int(given.strip()[:9])
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST:
        return given
    raise Amiss(
        gettext_noop("A whole number up to {most} is wanted here, alone: {name} = 20.").format(
            most=MOST, name=key.name
        )
    )


def _choice(key: Key, given: object) -> str:
    if isinstance(given, bool):
        given = "yes" if given else "no"
    word = words(given)
    meant = key.choices.get(spoken(word))
    if meant is None and word.upper() in key.choices.values():
        meant = word.upper()
    if meant is None:
        raise Amiss(unknown(word, key.choices, what=gettext_noop("choice")))
    return meant


_READERS: dict[Kind, Callable[[Key, object], object]] = {
    Kind.LIST: _list,
    Kind.CREW: _list,
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    Kind.DAY: lambda _key, given: read_day(given),
    Kind.MOMENT: lambda _key, given: read_moment(given).at,
    Kind.CHOICE: _choice,
}
