"""Our own generator: invented people, some known twice or more, each record with slips of its own."""

import random
from collections.abc import Iterator
from dataclasses import replace

from caseward.demo.people import FORENAMES, STREETS, SURNAMES, TOWNS
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.matching.records import Record


FIRST = ("Al", "Bran", "Cor", "Dav", "El", "Far", "Gwen", "Har", "Is", "Jar", "Kir", "Lor", "Mar", "Nor", "Os", "Per",
         "Ros", "Sel", "Tam", "Ul", "Val", "Wil", "Yas", "Zan")  # fmt: skip
LAST = ("a", "an", "ara", "eth", "ia", "iel", "in", "ina", "is", "on", "or", "wyn", "ette", "ic")
ROOT = ("Ash", "Beck", "Black", "Brad", "Car", "Chad", "Cold", "Dar", "Dun", "East", "Fair", "Fen", "Glad", "Green",
        "Hal", "Hart", "Hol", "Ing", "Ken", "Kirk", "Lang", "Lin", "Mal", "Mar", "Nether", "Nor", "Oak", "Pem", "Pres",
        "Quar", "Rad", "Raven", "Red", "Sal", "Shel", "Stan", "Stock", "Thorn", "Up", "Wake", "Wal")  # fmt: skip
END = ("bourne", "bury", "by", "combe", "croft", "dale", "don", "field", "ford", "gate", "ham", "hurst", "land", "ley",
       "low", "man", "more", "port", "ridge", "shaw", "stead", "stone", "ston", "thorpe", "ton", "wall", "ward",
       "well", "wick", "worth")  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"

# Shares of the second records: known a second time at all, moved, with a slip in a part, a name changed, nothing known.
AGAIN, MOVED, SLIP, CHANGED, SWAPPED, MISSING = 0.25, 0.25, 0.2, 0.04, 0.03, 0.05


def records(count: int, *, seed: int) -> Iterator[Record]:
    """So many records, of some four fifths as many people."""
    chance = random.Random(seed)  # noqa: S311  invented people need no secrets
    number = entity = 0
    while number < count:
        person, entity = _person(chance), entity + 1
        yield Record(f"r{number}", person, entity=str(entity))
        number += 1
        while number < count and chance.random() < AGAIN:
            yield Record(f"r{number}", _known_again(chance, person), entity=str(entity))
            number += 1


def _person(chance: random.Random) -> Person:
    middle = _forename(chance) if chance.random() < 0.4 else ""
    born = PartialDate(chance.randint(1940, 2013), chance.randint(1, 12), chance.randint(1, 28))
    return Person(
        name=Name(f"{_forename(chance)} {middle}".strip(), _surname(chance)),
        born=born,
        addresses=(_home(chance),),
        identifiers=(_phone(chance),),
    )


def _forename(chance: random.Random) -> str:
    """Few are common and many are rare, as names are."""
    every = (*FORENAMES, *(first + last for first in FIRST for last in LAST))
    return every[_rank(chance, len(every))]


def _surname(chance: random.Random) -> str:
    every = (*SURNAMES, *(root + end for root in ROOT for end in END))
    return every[_rank(chance, len(every))]


def _rank(chance: random.Random, count: int) -> int:
    return min(int(count ** chance.random()) - 1, count - 1)


def _home(chance: random.Random) -> Address:
    town, area = chance.choice(TOWNS)
    letters = "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    postcode = f"{area}{chance.randint(1, 30)} {chance.randint(1, 9)}{letters}"
    return Address(f"{chance.randint(1, 240)} {chance.choice(STREETS)}, {town}", postcode)


def _phone(chance: random.Random) -> Identifier:
    return Identifier(Kind.PHONE, f"+447{chance.randint(100_000_000, 999_999_999)}")


def _known_again(chance: random.Random, person: Person) -> Person:
    """The same person as another officer wrote him down, on another day."""
    name = Name(_slipped(chance, person.name.forenames), _slipped(chance, person.name.surname))
    if chance.random() < SWAPPED:
        name = Name(name.surname, name.forenames)
    elif chance.random() < CHANGED:
        name = replace(name, surname=_surname(chance))
    home = _home(chance) if chance.random() < MOVED else person.addresses[0]
    return Person(
        name=name,
        born=_birth_again(chance, person),
        addresses=() if chance.random() < MISSING else (replace(home, street=_slipped(chance, home.street)),),
        identifiers=person.identifiers if chance.random() < 0.5 else (_phone(chance),),
    )


def _birth_again(chance: random.Random, person: Person) -> PartialDate | None:
    born, fate = person.born, chance.random()
    if not isinstance(born, PartialDate) or born.month is None or born.day is None or fate < MISSING:
        return None
    if fate < 0.08:
        return PartialDate(born.year)
    if fate < 0.11 and born.day <= 12:
        return PartialDate(born.year, born.day, born.month)
    if fate < 0.15:
        return PartialDate(born.year, born.month, chance.randint(1, 28))
    return born


def _slipped(chance: random.Random, text: str) -> str:
    """One letter lost, doubled, mistaken, or changed places with its neighbour, in a fifth of all texts."""
    if len(text) < 3 or chance.random() >= SLIP:
        return text
    at = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(4)
    instead = ("", text[at] * 2, chance.choice(LETTERS), text[at + 1] + text[at])[kind]
    return text[:at] + instead + text[at + (2 if kind == 3 else 1) :]
