"""Keys under which a record is kept to be found at all: a search asks for those of `looking`, and compares who has one.

Each key is narrow on its own: what thousands share (a surname, a forename, a year) is no key by itself.
"""

import itertools
import zlib
from collections.abc import Iterable, Iterator

from caseward.kernel import dates, identifiers
from caseward.kernel.identity import names
from caseward.kernel.identity.people import Name, Person


# Of a name with more words the first count; nobody's record grows by what is pasted into a name.
MOST_WORDS = 4
# A slip is looked for in the beginning of a word: of two long words that agree so far, the rest is compared later.
LONGEST_SLIP = 12
SHORTEST_SLIP = 4


def blocking_keys(person: Person) -> frozenset[str]:
    """All keys of a person's record.

    "p:" the sounds of two words of a name, in rising order. "s:" a word of the surname as it stands and with each
    of its letters left out, with the initial of another word: two spellings that are one slip apart share one.
    "n:" the sound of one word; "o:" the same where the name has no other. "b:" the date of birth with day and month
    in rising order, so that 3 April and 4 March share a key. "h:" a whole postcode. "i:" a number, telephone or
    e-mail address. A partial date or an age is no key: too many people share them.
    """
    of_names = (key for name, _ in person.names for key in _name_keys(name))
    return frozenset((*of_names, *birth_keys(person.born), *home_keys(person), *number_keys(person)))


def key_numbers(keys: Iterable[str]) -> list[int]:
    """The keys as a database keeps them, signed numbers of 32 bits in rising order (CRC-32 of RFC 1952).

    Among a hundred million keys one in forty shares its number with another, which costs one comparison more.
    """
    return sorted({zlib.crc32(key.encode("utf-8", "surrogatepass")) - 2**31 for key in keys})


def name_keys(name: Name) -> frozenset[str]:
    """The sounds of both parts together, so that a name is found when its parts have changed places."""
    return names.keys(name.forenames) | names.keys(name.surname)


def words(text: str) -> tuple[str, ...]:
    """The words of one part of a name that are looked for; particles are left out."""
    return tuple(dict.fromkeys(names.core(names.tokens(text))[:MOST_WORDS]))


def joined(text: str) -> tuple[str, ...]:
    """The same, and the words of the part run together, with particles and without: Mac Donald, Jean-Paul."""
    every = names.tokens(text)
    core = names.core(every)[:MOST_WORDS]
    return tuple(dict.fromkeys((*core, "".join(core), "".join(every)) if len(every) > 1 else core))


def pair_keys(name: Name) -> Iterator[str]:
    """The sounds of two words, whichever stands first: of one word of each part, or of two of the same."""
    inner = itertools.chain.from_iterable(
        itertools.combinations(words(part), 2) for part in (name.forenames, name.surname)
    )
    for one, other in (*itertools.product(joined(name.forenames), joined(name.surname)), *inner):
        low, high = sorted((names.sound(one), names.sound(other)))
        yield f"p:{low}+{high}"


def slip_keys(word: str, initials: Iterable[str]) -> Iterator[str]:
    """The word, and the word without each of its letters, with each of the initials ("" for a name of one word)."""
    return (f"s:{spelling}:{initial}" for spelling in _slips(word) for initial in initials)


def far_keys(word: str, initials: Iterable[str]) -> Iterator[str]:
    """The word without any two of its letters, among the spellings with a slip of others."""
    cut = word[:LONGEST_SLIP]
    left_out = ("".join(some) for some in itertools.combinations(cut, max(len(cut) - 2, 0)))
    spellings = set(left_out) if len(cut) > SHORTEST_SLIP else set()
    return (f"s:{spelling}:{initial}" for spelling in spellings for initial in initials)


def birth_keys(born: dates.Born | None) -> Iterator[str]:
    """A whole date, whichever of day and month was written first."""
    if born is not None and born.precision is dates.Precision.DAY:
        low, high = sorted((born.earliest.day, born.earliest.month))
        yield f"b:{born.earliest.year:04}-{low:02}-{high:02}"


def home_keys(person: Person) -> Iterator[str]:
    """Whole postcodes, of addresses and where one was given as a number; a half is shared by too many."""
    given = [one.canonical for one in person.identifiers if one.kind is identifiers.Kind.POSTCODE]
    for text in (*(address.postcode for address in person.addresses), *given):
        read = identifiers.read_postcode(text)
        if isinstance(read, identifiers.Identifier):
            yield f"h:{read.canonical}"


def number_keys(person: Person) -> Iterator[str]:
    """Numbers, telephones, e-mail addresses, and the property reference that stands for a home."""
    known = (one for one in person.identifiers if one.kind is not identifiers.Kind.POSTCODE)
    return (f"i:{one.kind}:{one.canonical[: _COUNTING.get(one.kind)]}" for one in known)


def _name_keys(name: Name) -> Iterator[str]:
    """Where there is only one part it stands for both: a handle, a mononym, a whole name written into one field."""
    given, family = words(name.forenames), joined(name.surname) or joined(name.forenames)
    yield from pair_keys(name)
    yield from (f"n:{names.sound(word)}" for word in {*given, *family})
    if len({*given, *family}) == 1:
        yield f"o:{names.sound(family[0])}"
    for word in family:
        yield from slip_keys(word, {other[0] for other in given if other != word} or {""})


def _slips(word: str) -> set[str]:
    cut = word[:LONGEST_SLIP]
    left_out = {cut[:at] + cut[at + 1 :] for at in range(len(cut))} if len(cut) >= SHORTEST_SLIP else set()
    return {cut, *left_out}


# The letter at the end of a National Insurance number is often left out.
_COUNTING = {identifiers.Kind.NINO: 8}
