"""A million invented people, one after another: the same seed and place make the same person."""

import random
from collections.abc import Iterator

from caseward.demo.people import FORENAMES, STREETS, SURNAMES, TOWNS
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person


FIRST = ("Al", "Bran", "Cor", "Dav", "El", "Far", "Gwen", "Har", "Is", "Jar", "Kir", "Lor", "Mar", "Nor", "Os", "Per",
         "Ros", "Sel", "Tam", "Ul", "Val", "Wil", "Yas", "Zan")  # fmt: skip
LAST = ("a", "an", "ara", "eth", "ia", "iel", "in", "ina", "is", "on", "or", "wyn", "ette", "ic")
ROOT = ("Ash", "Beck", "Black", "Brad", "Car", "Chad", "Cold", "Dar", "Dun", "East", "Fair", "Fen", "Glad", "Green",
        "Hal", "Hart", "Hol", "Ing", "Ken", "Kirk", "Lang", "Lin", "Mal", "Mar", "Nether", "Nor", "Oak", "Pem", "Pres",
        "Quar", "Rad", "Raven", "Red", "Sal", "Shel", "Stan", "Stock", "Thorn", "Up", "Wake", "Wal", "West", "Whit",
        "Wood", "Yar")  # fmt: skip
END = ("bourne", "bury", "by", "combe", "croft", "dale", "don", "field", "ford", "gate", "ham", "hurst", "land", "ley",
       "low", "man", "more", "port", "ridge", "shaw", "sley", "stead", "stone", "ston", "thorpe", "ton", "wall", "ward",
       "well", "wick", "with", "worth")  # fmt: skip


def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every forename and every surname there is."""
    forenames = (*FORENAMES, *(first + last for first in FIRST for last in LAST))
    return forenames, (*SURNAMES, *(root + end for root in ROOT for end in END))


def people(count: int, *, seed: int) -> Iterator[Person]:
    """So many people, each with a name, a day of birth, an address and a telephone number."""
    chance = random.Random(seed)  # noqa: S311  invented people need no secrets
    forenames, surnames = names()
    for _ in range(count):
        yield _person(chance, forenames, surnames)


def _person(chance: random.Random, forenames: tuple[str, ...], surnames: tuple[str, ...]) -> Person:
    town, area = chance.choice(TOWNS)
    street = f"{chance.randint(1, 240)} {chance.choice(STREETS)}, {town}"
    middle = chance.choice(forenames) if chance.random() < 0.4 else ""
    return Person(
        name=Name(f"{chance.choice(forenames)} {middle}".strip(), chance.choice(surnames)),
        born=PartialDate(chance.randint(1940, 2013), chance.randint(1, 12), chance.randint(1, 28)),
        addresses=(Address(street, f"{area}{chance.randint(1, 9)} {chance.randint(1, 9)}AB"),),
        identifiers=(Identifier(Kind.PHONE, f"07{chance.randint(100_000_000, 999_999_999)}"),),
    )
