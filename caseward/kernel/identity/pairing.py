"""Keys under which whole files of records are paired, wider than those of a search: whoever shares one is compared.

A search must answer in milliseconds; a pairing may compare a record with hundreds, and must lose as few as it can.
"""

import itertools
from collections.abc import Iterator

from caseward.kernel import dates
from caseward.kernel.identity import addresses, blocking, names
from caseward.kernel.identity.people import Name, Person


# By its first letters a word is found when it was misheard later on.
_BEGINNINGS = (2, 3)
_SHORTEST_STREET_WORD = 3


def pairing_keys(person: Person) -> frozenset[str]:
    """All keys of a record.

    Those of a search but for single words ("n:", "o:"); "y:" a year and "d:" a day and month with the sound or the
    beginning of a word of the name; "f:" a forename with each letter left out, beside an initial; "w:" two words of an
    address or one with a number; "c:" a postcode of any country with a word of the name or of the address.
    """
    narrow = (key for key in blocking.blocking_keys(person) if key[:2] not in {"n:", "o:"})
    return frozenset((*narrow, *_birth_and_name(person), *_forename_slips(person), *_homes(person)))


def _words(person: Person) -> set[str]:
    return {
        word
        for name, _ in person.names
        for part in (name.forenames, name.surname)
        for word in names.tokens(part)[: blocking.MOST_WORDS]
    }


def _birth_and_name(person: Person) -> Iterator[str]:
    born = person.born
    if born is None or born.precision is dates.Precision.AGE:
        return
    known = [f"y:{born.earliest.year}"]
    if born.precision is dates.Precision.DAY:
        low, high = sorted((born.earliest.day, born.earliest.month))
        known.append(f"d:{low}-{high}")
    for word, birth in itertools.product(_words(person), known):
        yield f"{birth}+{names.sound(word)}"
        yield from (f"{birth}+{word[:length]}-" for length in _BEGINNINGS if len(word) >= length)


def _forename_slips(person: Person) -> Iterator[str]:
    for name, _ in person.names:
        yield from _slips_of(name)


def _slips_of(name: Name) -> Iterator[str]:
    initials = {word[0] for word in blocking.words(name.surname)} or {""}
    for word in blocking.words(name.forenames):
        yield from (f"f{key[1:]}" for key in blocking.slip_keys(word, initials))


def _homes(person: Person) -> Iterator[str]:
    called = {names.sound(word) for word in _words(person)}
    for address in person.addresses:
        words, numbers = addresses.parts(address.street)
        sounds = sorted({names.sound(word) for word in words if len(word) >= _SHORTEST_STREET_WORD})
        yield from (f"w:{one}+{other}" for one, other in itertools.combinations(sounds, 2))
        yield from (f"w:{number}+{one}" for number, one in itertools.product(sorted(numbers), sounds))
        postcode = addresses.canonical_postcode(address.postcode)
        if postcode:
            yield from (f"c:{postcode}+{one}" for one in {*called, *sounds})
