"""Reading one box in which somebody typed what is known of a person, in any order; never raises, never refuses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from caseward.kernel import dates, identifiers
from caseward.kernel.identity.people import Address, Name, Person
from caseward.kernel.reading import Unreadable


LONGEST = 300
# "about 15 to 17 years old" has six words; nothing that is read has more.
_WIDEST = 6
_PARTS = re.compile(r"[,;\n]")
_ALIAS = re.compile(r"(?<!\S)(?:a\.?k\.?a\.?|alias|also known as|known as|n[eé]e|formerly):?(?!\S)", re.I)
# A label goes only before what it can be the label of: Born, Ni and Mobil are surnames, too.
_LABEL = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?|tel\.?|telephone|phone|mobile|e-?mail|nhs|pnc|cro|nino|ni"
    r"|imei|number|no\.?|postcode)[:.]?\s+(?=(?:[a-z]+ )?\S*[\d@])",
    re.I,
)
_HALF_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?", re.I)
_KINDS = tuple(
    kind
    for kind in identifiers.Kind
    if kind not in {identifiers.Kind.POSTCODE, identifiers.Kind.UPRN, identifiers.Kind.EMAIL}
)


@dataclass(slots=True)
class _Read:
    """What was found so far."""

    born: dates.Born | None = None
    addresses: list[Address] = field(default_factory=list)
    numbers: list[identifiers.Identifier] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def read_box(text: str, *, today: date) -> Person:
    """Read names, aliases, handles, a date of birth as far as it is given, an age, postcodes and numbers.

    Where a comma stands between names the surname is the first, as lists write it; else it is the last word. Which is
    which hardly matters: people are looked for either way round. The last date wins, and a date over an age.
    """
    read = _Read()
    for part in _PARTS.split(text[:LONGEST]):
        first, *aliases = _ALIAS.split(_LABEL.sub("", part))
        read.names += _left(first, read, today)
        for alias in aliases:
            read.aliases += _left(alias, read, today)
    return Person(
        name=_name(read.names),
        aliases=tuple(_name([alias]) for alias in read.aliases),
        born=read.born,
        addresses=tuple(read.addresses),
        identifiers=tuple(dict.fromkeys(read.numbers)),
    )


def _left(part: str, read: _Read, today: date) -> Iterable[str]:
    """Take out of a part whatever is no name, the longest first; the words that are left, as one name or none."""
    words, left = part.split(), []
    while words:
        taken = next((wide for wide in _widths(words) if _take(words[:wide], read, today)), 0)
        if not taken and not words[0].isdigit():
            left.append(words[0])
        words = words[max(taken, 1) :]
    return [" ".join(left)] if left else []


def _widths(words: list[str]) -> Iterator[int]:
    return (
        wide
        for wide in range(min(_WIDEST, len(words)), 0, -1)
        if any(character.isdigit() or character == "@" for word in words[:wide] for character in word)
    )


def _take(words: list[str], read: _Read, today: date) -> bool:
    """Whether the words together are something else than a name; it is kept."""
    text = " ".join(words)
    if len(words) == 1 and "@" in text:
        return _take_contact(text, read)
    return _take_birth(text, read, today) or _take_home(text, read) or _take_number(text, read, today)


def _take_contact(word: str, read: _Read) -> bool:
    """An e-mail address, or a handle: @nightkestrel is a name somebody goes by."""
    mail = identifiers.read_email(word)
    if not isinstance(mail, Unreadable):
        read.numbers.append(mail)
    else:
        read.aliases.append(word.replace("@", " "))
    return True


def _take_birth(text: str, read: _Read, today: date) -> bool:
    born = dates.read_birth_date(text, today=today)
    if not isinstance(born, Unreadable):
        read.born = born
        return True
    # A number alone is no age: it may be of a house, a day or a badge.
    age = dates.read_age(text, as_at=today) if any(c.isalpha() or c == "~" for c in text) else None
    if age is None or isinstance(age, Unreadable):
        return False
    read.born = read.born or age
    return True


def _take_home(text: str, read: _Read) -> bool:
    postcode = identifiers.read_postcode(text)
    if not isinstance(postcode, Unreadable):
        read.addresses.append(Address(postcode=postcode.canonical))
    elif _HALF_POSTCODE.fullmatch(text):
        read.addresses.append(Address(postcode=text.upper()))
    else:
        return False
    return True


def _take_number(text: str, read: _Read, today: date) -> bool:
    tried = (identifiers.read_identifier(text, kind=kind, today=today) for kind in _KINDS)
    number = next((one for one in tried if not isinstance(one, Unreadable)), None)
    if number is not None:
        read.numbers.append(number)
    return number is not None


def _name(parts: list[str]) -> Name:
    if len(parts) > 1:
        return Name(forenames=" ".join(parts[1:]), surname=parts[0])
    words = " ".join(parts).split()
    return Name(forenames=" ".join(words[:-1]), surname=words[-1] if words else "")
