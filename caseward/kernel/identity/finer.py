"""Finer levels within "different", for editions that weigh them: two parts of a date, most words of an address.

Asked only where the coarse comparison found nothing in common; an edition without these levels never pays for them.
"""

from collections.abc import Collection

from rapidfuzz.distance import OSA, JaroWinkler

from caseward.kernel import dates
from caseward.kernel.identity import addresses, fields, names


# Shares of the letters of the shorter address that are found in the longer.
MOST, SOME = 0.5, 0.2
_LEAST_WORD = 4


def births(ours: dates.Born, *, theirs: dates.Born) -> str:
    """Of two whole dates: parts (day, month or year alone differs, or two neighbouring digits changed places)."""
    a, b = ours.earliest, theirs.earliest
    agreeing = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    slipped = OSA.distance(f"{a:%d%m}{a.year:04}", f"{b:%d%m}{b.year:04}", score_cutoff=1) <= 1
    return "parts" if agreeing == 2 or slipped else fields.DIFFERENT


def postcodes(ours: str, *, theirs: str) -> str:
    """Near: one slip lies between the two, or two neighbouring characters changed places."""
    a, b = (addresses.canonical_postcode(text).replace(" ", "") for text in (ours, theirs))
    is_whole = min(len(a), len(b)) >= _LEAST_WORD
    return fields.NEAR if is_whole and OSA.distance(a, b, score_cutoff=1) <= 1 else fields.DIFFERENT


def streets(ours: str, *, theirs: str, near: float) -> str:
    """Most or some of the words of the shorter are in the longer; with the number, or the words alone.

    Words run together or torn apart count as far as their letters are found.
    """
    (words_a, numbers_a), (words_b, numbers_b) = addresses.parts(ours), addresses.parts(theirs)
    shorter, longer = sorted((words_a, words_b), key=lambda words: (sum(map(len, words)), sorted(words)))
    share = _letters_found(shorter, longer, near) / (sum(map(len, shorter)) or 1)
    has_number = bool(numbers_a and numbers_b) and (numbers_a <= numbers_b or numbers_b <= numbers_a)
    if share >= MOST:
        return "most" if has_number else "most_words"
    if share >= SOME:
        return "some" if has_number else "some_words"
    return fields.DIFFERENT


def _letters_found(shorter: Collection[str], longer: Collection[str], near: float) -> int:
    """How many letters of the shorter address stand in words that the longer one has too."""
    sounds = {names.sound(other) for other in longer}
    return sum(
        len(word) if names.sound(word) in sounds else _found_of(word, longer, near) for word in shorter
    )


def _found_of(word: str, others: Collection[str], near: float) -> int:
    """All letters of a word that is there, alone or inside another; of one that is run together, those of its parts."""
    if any(_is_there(word, other, near) for other in others):
        return len(word)
    parts = sum(len(other) for other in others if len(other) >= _LEAST_WORD and other in word)
    return min(parts, len(word))


def _is_there(word: str, other: str, near: float) -> bool:
    is_inside = len(word) >= _LEAST_WORD and word in other
    return is_inside or JaroWinkler.similarity(*sorted((word, other))) >= near
