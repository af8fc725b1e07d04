"""How far two names, births, addresses or identifiers agree: a level of their field, or None when one is not known.

Every comparison is symmetric: who is searched and who is found may change places.
"""

import itertools
from collections.abc import Callable, Sequence
from datetime import timedelta

from rapidfuzz.distance import JaroWinkler

from caseward.kernel import dates
from caseward.kernel.identity import fields, names
from caseward.kernel.identity.names import Part


# Two of four words in any order are found by trying all orders; beyond that only the sorted one is tried.
_MOST_ORDERED = 4
_AGE_GAP = timedelta(days=731)


def surnames(ours: Part, *, theirs: Part, near: float) -> str | None:
    """Compare surnames: same, near (Jaro-Winkler), sounds (Metaphone), part (one of two names), different."""
    if not ours.words or not theirs.words:
        return None
    if ours.whole == theirs.whole:
        return fields.SAME
    if ours.bare == theirs.bare or _is_nearly(ours, theirs, near):
        return fields.NEAR
    if _sound_alike(ours.bare, theirs.bare):
        return "sounds"
    shared = any(_is_one_part(x, y, near) for x, y in itertools.product(ours.core, theirs.core))
    return "part" if shared else fields.DIFFERENT


def forenames(ours: Part, *, theirs: Part, near: float) -> str | None:
    """Compare forenames, whatever their order: same, part (one shared), near, sounds, short (J, Sam), different."""
    if not ours.words or not theirs.words:
        return None
    if _are_same_in_some_order(ours, theirs):
        return fields.SAME
    a, b = ours.core, theirs.core
    if any(len(word) > 1 for word in {*a} & {*b}):
        return "part"
    if _pairwise(a, b, lambda x, y: _likeness(x, y) >= near):
        return fields.NEAR
    if _pairwise(a, b, _sound_alike):
        return "sounds"
    is_short = any(x.startswith(y) or y.startswith(x) for x, y in itertools.product(a, b))
    return fields.SHORT if is_short else fields.DIFFERENT


def either(ours: Part, *, theirs: Part, near: float) -> str | None:
    """Compare a surname with forenames, for names that changed places: same, near or different."""
    level = surnames(ours, theirs=theirs, near=near)
    return fields.NEAR if level == "sounds" else fields.DIFFERENT if level == "part" else level


def births(ours: dates.Born, *, theirs: dates.Born) -> tuple[fields.Field, str]:
    """Compare as far as both sides know: the field says how far, the level how well."""
    match dates.shared_precision(ours, other=theirs):
        case dates.Precision.AGE:
            return fields.Field.AGE, _ages(ours, theirs)
        case dates.Precision.YEAR:
            return fields.Field.YEAR_OF_BIRTH, _years(ours, theirs)
        case dates.Precision.MONTH:
            alike = (ours.earliest.year, ours.earliest.month) == (theirs.earliest.year, theirs.earliest.month)
            return fields.Field.MONTH_OF_BIRTH, fields.SAME if alike else fields.DIFFERENT
    return fields.Field.DATE_OF_BIRTH, _days(ours, theirs)


def _days(ours: dates.Born, theirs: dates.Born) -> str:
    """Turned: 3 April for 4 March. Near: one digit differs, or the year by one."""
    a, b = ours.earliest, theirs.earliest
    if a == b:
        return fields.SAME
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return "turned"
    digits = sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True))
    next_year = (a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) == 1
    return fields.NEAR if digits == 1 or next_year else fields.DIFFERENT


def _years(ours: dates.Born, theirs: dates.Born) -> str:
    apart = abs(ours.earliest.year - theirs.earliest.year)
    return {0: fields.SAME, 1: fields.NEAR}.get(apart, fields.DIFFERENT)


def _ages(ours: dates.Born, theirs: dates.Born) -> str:
    gap = max(ours.earliest, theirs.earliest) - min(ours.latest, theirs.latest)
    if gap <= timedelta(0):
        return fields.SAME
    return fields.NEAR if gap <= _AGE_GAP else fields.DIFFERENT


def _likeness(one: str, other: str) -> float:
    """Jaro-Winkler from 0 to 1; in one order always, because its greedy pairing is not symmetric."""
    return JaroWinkler.similarity(*sorted((one, other)))


def _sound_alike(one: str, other: str) -> bool:
    """The same Metaphone key; one of a single consonant says too little without the same beginning."""
    key = names.sound(one)
    return key == names.sound(other) and (len(key) > 1 or one[:2] == other[:2])


def _is_one_part(one: str, other: str, near: float) -> bool:
    return len(one) > 1 and (
        one == other or (min(len(one), len(other)) > 3 and _likeness(one, other) >= near)
    )


def _is_nearly(ours: Part, theirs: Part, near: float) -> bool:
    if len(ours.words) > 1 and sorted(ours.words) == sorted(theirs.words):
        return True
    return _likeness(ours.whole, theirs.whole) >= near or (
        (ours.bare, theirs.bare) != (ours.whole, theirs.whole) and _likeness(ours.bare, theirs.bare) >= near
    )


def _are_same_in_some_order(ours: Part, theirs: Part) -> bool:
    """What differs in length cannot be the same, and saves the trying of orders."""
    if len(ours.whole) != len(theirs.whole):
        return False
    return not _in_any_order(ours.words).isdisjoint(_in_any_order(theirs.words))


def _in_any_order(words: Sequence[str]) -> set[str]:
    """The words run together in every order, so that Jean-Paul, Jeanpaul and Paul Jean are one."""
    if len(words) > _MOST_ORDERED:
        return {"".join(sorted(words))}
    return {"".join(order) for order in itertools.permutations(words)}


def _pairwise(a: Sequence[str], b: Sequence[str], alike: Callable[[str, str], bool]) -> bool:
    """Whether every word of the shorter list has its like in the longer; of equal lists, each in the other."""
    shorter, longer = sorted((a, b), key=len)
    covers = all(any(alike(x, y) for y in longer) for x in shorter)
    return covers and (len(a) != len(b) or all(any(alike(x, y) for x in shorter) for y in longer))
