"""What keeps a timeline from being understood: each fault with its place and a plain sentence."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from caseward.kernel.wording import gettext_noop, listed


SHOWN = 30  # known names in one sentence
NEAR, THE_SAME = 3, 0.8  # near names in one sentence; how alike a name is of which no other is told
LONG = 4  # letters of a part that says something


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Where it stands ("event[3].at", and on which line; 0 where nobody said) and what is the matter."""

    place: str
    sentence: str
    line: int = 0


class NotUnderstood(ValueError):
    """The timeline has faults; every one that was found is told at once."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{one.place}: {one.sentence}" for one in faults))
        self.faults = faults


class Amiss(ValueError):
    """One value says something that cannot be meant; its place is known to whoever asked for it."""


def unknown(word: str, known: Iterable[str], *, what: str) -> str:
    """The sentence for a name that is not known, with the nearest that are, or with those there are."""
    names = sorted(known)
    if near := nearest(word, names):
        return gettext_noop("There is no {what} “{word}”. Did you mean {near}?").format(
            what=what, word=word, near=listed([f"“{one}”" for one in near], joined_by="or")
        )
    if len(names) > SHOWN:
        said = gettext_noop("There is no {what} “{word}”. All {count} stand in docs/reference/replays.md.")
        return said.format(what=what, word=word, count=len(names))
    return gettext_noop("There is no {what} “{word}”. There is {some}.").format(
        what=what, word=word, some=listed(names, joined_by="or") or gettext_noop("none")
    )


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """The one name that is all but the same; else those that share most words with it, or are spelt like it."""
    every = sorted(names)
    alike = difflib.get_close_matches(word.lower(), every, n=NEAR, cutoff=0.6)
    if alike and difflib.SequenceMatcher(None, alike[0], word.lower()).ratio() >= THE_SAME:
        return alike[:1]
    shared = {one: len(_parts(one) & _parts(word)) for one in every}
    sharing = sorted((one for one in every if shared[one]), key=lambda one: -shared[one])
    return list(dict.fromkeys([*sharing[:NEAR], *alike]))[:NEAR]


def _parts(word: str) -> set[str]:
    return {one for one in re.split("[^a-z0-9]+", word.lower()) if len(one) >= LONG}
