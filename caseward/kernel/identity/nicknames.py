"""Forenames that one person goes by in turn: Bob and Robert, read from a definition and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseward.kernel.identity import names, tables


@dataclass(frozen=True, slots=True)
class Nicknames:
    """For each word the words that stand for it in any of its families; the other way round it is the same."""

    others: Mapping[str, frozenset[str]]

    @classmethod
    def from_table(cls, table: tables.Table) -> "Nicknames":
        """Build from a parsed TOML table; raise tables.Malformed, naming the family, for whatever is amiss."""
        found: dict[str, frozenset[str]] = {}
        families = table.get("families")
        if not isinstance(families, list) or not families:
            tables.malformed("families", "must be a list of families")
        for place, family in enumerate(families, 1):
            words = frozenset(_checked(family, f"families, number {place},"))
            for word in words:
                found[word] = found.get(word, frozenset()) | words - {word}
        return cls(found)

    def of(self, word: str) -> frozenset[str]:
        """The words that may stand for this one; none for most."""
        return self.others.get(word, frozenset())

    def agree(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether a word of one stands for a word of the other."""
        there = frozenset(theirs)
        return any(not self.of(word).isdisjoint(there) for word in ours)


NO_NICKNAMES = Nicknames({})


def _checked(family: object, at: str) -> Iterable[str]:
    """Words as names are compared: small Latin letters, two at least, none twice."""
    if not isinstance(family, list) or len(family) < 2 or len(family) != len(set(map(str, family))):
        tables.malformed(at, "must be two different words at least")
    for word in family:
        if not isinstance(word, str) or names.tokens(word) != (word,):
            tables.malformed(at, f"has “{word}”, which is no word in small letters")
        yield word
