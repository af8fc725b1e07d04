"""Comparing the words of a form: case, punctuation, numbering and "(s)" make no difference."""

import re
import unicodedata
from collections.abc import Iterator


# A label of five words or more does not stand in a sentence by accident.
STRONG_WORDS = 5
LONGEST_LABEL = 400

_NUMBERING = re.compile(
    r"^\s*(?:(?:section|part|question|q)\s*)?(?:\d{1,2}(?:\.\d{1,2})*\s*[.):–—-]\s*|(?:[a-z]|[ivx]{2,4})[.)]\s+)(?=\S)"
)
_SECTION_NUMBER = re.compile(
    r"^\s*(?:(?:section|part)\s+(?:\d{1,2}|[a-z])\s*[:–—-]?|\d{1,2}(?:\.\d{1,2})*)\s+(?=\D)"
)
_PLURAL = re.compile(r"(?<=\w)\((?:s|es|ies)\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTES = re.compile(r"['’‘`´\"“”]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_CUT = re.compile(r"[:?？：\t\n]|\s[-–—]\s|\s*(?=[(\[])|\s+")


def plain(text: str) -> str:
    """The words alone, folded: "1. Forename(s):" and "FORENAME" are both "forename"."""
    folded = unicodedata.normalize("NFKC", text[: 2 * LONGEST_LABEL]).casefold()
    folded = _SECTION_NUMBER.sub("", _NUMBERING.sub("", folded, count=1), count=1)
    folded = _QUOTES.sub("", _PLURAL.sub("", folded)).replace("&", " and ")
    return _BETWEEN_WORDS.sub(" ", folded).strip()


def spellings(text: str, *, hints: frozenset[str]) -> tuple[str, ...]:
    """The text in plain words, whole, and without its brackets where they hold nothing but known hints."""
    whole, opened = plain(text), _PLURAL.sub("", text[: 2 * LONGEST_LABEL])
    inside = [plain(found.group()[1:-1]) for found in _BRACKETS.finditer(opened)]
    if not inside or not hints.issuperset(inside):
        return (whole,)
    return (whole, plain(_BRACKETS.sub(" ", opened)))


def is_strong(words: str) -> bool:
    """Whether plain words are too many to be met by accident."""
    return words.count(" ") >= STRONG_WORDS - 1


def cuts(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each way to part a text into a possible label and the rest, and whether a sign parts them, not mere space."""
    yield text, "", True
    for found in _CUT.finditer(text[:LONGEST_LABEL]):
        head, tail = text[: found.start()], text[found.end() :]
        if head.strip():
            yield head, tail.lstrip(" \t:：?？*"), _is_sign(found.group()) or tail.startswith(("(", "["))


def _is_sign(separator: str) -> bool:
    return bool(separator.strip()) or "\n" in separator or "\t" in separator
