"""How far two addresses agree, by postcode and by the words and numbers of their lines."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler

from caseward.kernel import identifiers
from caseward.kernel.identity import fields, names


_TYPES = dict(
    pair.split("=")
    for pair in (
        *("av=avenue", "ave=avenue", "cl=close", "cres=crescent", "ct=court", "dr=drive", "gdns=gardens"),
        *("gr=grove", "ln=lane", "pk=park", "pl=place", "rd=road", "sq=square", "st=street", "str=street"),
        *("tce=terrace", "ter=terrace", "terr=terrace"),
    )
)
_KINDS = frozenset(
    {*_TYPES.values(), *("apartment", "apt", "flat", "floor", "house", "no", "room", "the", "unit", "way")}
)

# Every postcode ends like this; the strict reading, which costs more than the rest of a comparison, is for these alone.
_ENDS_LIKE_ONE = re.compile(r"[0-9][a-z]{2}$")


def postcodes(ours: str, *, theirs: str) -> str | None:
    """Compare postcodes: same, district (the half before the space agrees), different."""
    a, b = canonical_postcode(ours), canonical_postcode(theirs)
    if not a or not b:
        return None
    if a == b and " " in a:
        return fields.SAME
    return "district" if a.split(" ")[0] == b.split(" ")[0] else fields.DIFFERENT


def streets(ours: str, *, theirs: str, near: float) -> str | None:
    """Compare the lines: same (words and numbers agree), near (only the words), different.

    The words of the shorter must all be in the longer, so a missing town does no harm. None when one side has no
    word that tells streets apart.
    """
    (words_a, numbers_a), (words_b, numbers_b) = parts(ours), parts(theirs)
    shorter, longer = sorted((words_a, words_b), key=lambda words: (len(words), sorted(words)))
    if not shorter:
        return None
    if not all(any(_alike(x, y, near) for y in longer) for x in shorter):
        return fields.DIFFERENT
    inside = numbers_a <= numbers_b or numbers_b <= numbers_a
    return fields.SAME if numbers_a and numbers_b and inside else fields.NEAR


def _alike(one: str, other: str, near: float) -> bool:
    return names.sound(one) == names.sound(other) or JaroWinkler.similarity(*sorted((one, other))) >= near


def canonical_postcode(text: str) -> str:
    """The postcode, or a half of one or of another country, in capitals; "" for what has no digit."""
    read = identifiers.read_postcode(text)
    if isinstance(read, identifiers.Identifier):
        return read.canonical
    half = "".join(names.tokens(text)).upper()
    return half if any(character.isdigit() for character in half) else ""


def parts(lines: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell streets apart, and the numbers; the postcode, which has its own field, left out."""
    words = [_TYPES.get(word, word) for word in _without_postcode(names.tokens(lines))]
    numbers = frozenset(word for word in words if word[0].isdigit())
    return frozenset(word for word in words if word not in numbers | _KINDS), numbers


def _without_postcode(words: tuple[str, ...]) -> Iterable[str]:
    for length in (1, 2):
        tail = "".join(words[-length:])
        if _ENDS_LIKE_ONE.search(tail) and isinstance(
            identifiers.read_postcode(tail), identifiers.Identifier
        ):
            return words[:-length]
    return words
