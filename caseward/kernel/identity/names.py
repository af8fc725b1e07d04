"""Names of any script, brought to Latin letters for comparing and finding, never for showing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import anyascii
import jellyfish


# A name has 200 characters at most where it is typed; what is longer is compared by its beginning.
LONGEST = 200

# Words that come and go within one person's papers; they count only when nothing else is left.
PARTICLES = frozenset(
    (
        *("al", "bin", "bint", "bte", "da", "das", "de", "del", "della", "dem", "den", "der", "di"),
        *("do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "mac", "san", "st", "ten", "ter"),
        *("ul", "van", "von", "y", "zu"),
    )
)
# Marks inside a name that separate nothing: O'Brien and O’Brien are one word, as is Sa‘d.
_APOSTROPHES = frozenset("'’‘`´ʼʻʽʾʿ′՚＇")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_PLAIN_DROPPED = {
    code: "" for code in range(128) if chr(code) in "'`" or unicodedata.category(chr(code)) == "Cc"
}
_PLAIN_DROPPED |= {code: " " for code in range(128) if chr(code).isspace()}


def tokens(text: str) -> tuple[str, ...]:
    """Cut a name into words of small Latin letters and digits, in its own order; () when nothing is left.

    Diacritics go, every script is transliterated, apostrophes join, hyphens separate. Never raises.
    """
    cut = text[:LONGEST]
    return _plain_tokens(cut) if cut.isascii() else _tokens_of_any_script(cut)


def normalise(text: str) -> str:
    """The words of a name as one line, to be stored beside it for search: "Zoë O'Brien-Smith" is "zoe obrien smith"."""
    return " ".join(tokens(text))


def core(words: Iterable[str]) -> tuple[str, ...]:
    """The words without particles ("van der Berg" is "berg"), or all when there are only particles."""
    every = tuple(words)
    return tuple(word for word in every if word not in PARTICLES) or every


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, cut once for all its comparisons: its words, those that tell, and both run together."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    whole: str
    bare: str


NO_PART = Part((), (), "", "")


def part(text: str) -> Part:
    """Cut the forenames or the surname."""
    words = tokens(text)
    telling = core(words)
    return Part(words, telling, "".join(words), "".join(telling))


def sound(word: str) -> str:
    """The Metaphone key of a word of Latin letters; the word itself when it has none."""
    return jellyfish.metaphone(word).replace(" ", "") or word


def keys(text: str) -> frozenset[str]:
    """The sounds under which a name is found: of each word, and of all words run together ("Mac Donald")."""
    every = tokens(text)
    if not every:
        return frozenset()
    words = core(every)
    long_enough = [word for word in words if len(word) > 1] or words
    return frozenset(map(sound, (*long_enough, "".join(words), "".join(every))))


def initials(text: str) -> frozenset[str]:
    """The first letters of the words of a name, particles left out."""
    return frozenset(word[0] for word in core(tokens(text)))


def _plain_tokens(text: str) -> tuple[str, ...]:
    """The same for the many names without any accent, ten times as fast: a search compares hundreds."""
    return tuple(_PLAIN_WORD.findall(text.translate(_PLAIN_DROPPED).lower()))


def _tokens_of_any_script(text: str) -> tuple[str, ...]:
    normal = unicodedata.normalize("NFKC", text)[:LONGEST]
    separated = "".join(_cleaned(character) for character in normal)
    return tuple(latin for word in separated.split() for latin in _latin(word))


def _cleaned(character: str) -> str:
    """Keep letters, marks and digits; drop what cannot be seen and apostrophes; all else separates."""
    category = unicodedata.category(character)
    if character in _APOSTROPHES or category in {"Cc", "Cf", "Cs", "Cn"}:
        return " " if character.isspace() else ""
    return character if category[0] in "LMN" else " "


def _latin(word: str) -> Iterable[str]:
    """Transliterate one word; in scripts without capitals a capital begins the next syllable (张伟 is ZhangWei)."""
    written = "".join(c for c in anyascii.anyascii(word) if c.isalnum())
    if word.lower() == word.upper():
        written = "".join(f" {c}" if c.isupper() else c for c in written)
    return written.lower().split()
