"""How names are written wrongly: by a slip of the finger, by ear, the wrong way round, in both names."""

import random
from collections.abc import Callable

from caseward.kernel.identity import Name


SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("y", "i"),
    ("ou", "u"),
    ("ee", "ea"),
    ("th", "t"),
    ("z", "s"),
    ("w", "wh"),
    ("c", "k"),
)


def typo(name: Name, chance: random.Random) -> Name:
    """One slip in the surname."""
    return Name(name.forenames, slip(name.surname, chance))


def by_ear(name: Name, _chance: random.Random) -> Name:
    """The surname as it sounds."""
    for written, heard in SOUNDS:
        if written in name.surname[1:]:
            return Name(name.forenames, name.surname[0] + name.surname[1:].replace(written, heard, 1))
    return Name(name.forenames, f"{name.surname}e")


def swapped(name: Name, _chance: random.Random) -> Name:
    """Surname and forename the wrong way round."""
    return Name(name.surname, name.forenames)


def typo_in_both(name: Name, chance: random.Random) -> Name:
    """A slip in each."""
    return Name(slip(name.forenames, chance), slip(name.surname, chance))


def slip(word: str, chance: random.Random) -> str:
    """A letter left out, doubled, exchanged with its neighbour or mistaken for another."""
    at = chance.randrange(1, max(2, len(word) - 1))
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word[:at] + chance.choice("aeioust") + word[at + 1 :],
        ]
    )


KINDS: dict[str, Callable[[Name, random.Random], Name]] = {
    "one typo": typo,
    "sound-alike": by_ear,
    "swapped": swapped,
    "typos in both names": typo_in_both,
}
