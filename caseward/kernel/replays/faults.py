"""What keeps a timeline from being understood: each fault with its place and a plain sentence."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from caseward.kernel.wording import gettext_noop, listed


SHOWN = 12  # known names in one sentence


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Where it stands ("event[3].at") and what is the matter."""

    place: str
    sentence: str


class NotUnderstood(ValueError):
    """The timeline has faults; every one that was found is told at once."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{one.place}: {one.sentence}" for one in faults))
        self.faults = faults


class Amiss(ValueError):
    """One value says something that cannot be meant; its place is known to whoever asked for it."""


def unknown(word: str, known: Iterable[str], *, what: str) -> str:
    """The sentence for a name that is not known, with the nearest that is, or with those there are."""
    names = sorted(known)
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if near:
        return gettext_noop("There is no {what} “{word}”. Did you mean “{near}”?").format(
            what=what, word=word, near=near[0]
        )
    some = listed([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])], joined_by="or")
    return gettext_noop("There is no {what} “{word}”. There is {some}.").format(
        what=what, word=word, some=some or gettext_noop("none")
    )
