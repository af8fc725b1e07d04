"""What is asked for when a person is looked for: the keys of his record, as far as the question tells them."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseward.kernel.identity import blocking, names
from caseward.kernel.identity.nicknames import NO_NICKNAMES, Nicknames
from caseward.kernel.identity.people import Name, Person


@dataclass(frozen=True, slots=True)
class LookUps:
    """The keys of one question by how much one of them says, and the years of birth that would agree."""

    numbers: frozenset[str]
    births: frozenset[str]
    homes: frozenset[str]
    pairs: frozenset[str]
    slips: frozenset[str]
    far: frozenset[str]
    sounds: frozenset[str]
    years: tuple[int, int] | None

    @property
    def all(self) -> frozenset[str]:
        """Every key that the question asks for, however little one of them says."""
        return self.numbers | self.births | self.homes | self.pairs | self.slips | self.far | self.sounds

    def __bool__(self) -> bool:
        return any((self.numbers, self.births, self.homes, self.pairs, self.slips, self.sounds))


def look_ups(person: Person, *, nicknames: Nicknames = NO_NICKNAMES) -> LookUps:
    """The keys under which a record of this person could be kept; nobody is asked for by what thousands share.

    Two slips in one word (`far`) are for a name that nobody bears even with one; the sound of a single word is asked
    for only where there is no second one beside it.
    """
    asked = [name for name, _ in person.names]
    return LookUps(
        numbers=frozenset(blocking.number_keys(person)),
        births=frozenset(blocking.birth_keys(person.born)),
        homes=frozenset(blocking.home_keys(person)),
        pairs=frozenset(
            key
            for name in asked
            for key in (*blocking.pair_keys(name), *_only(name), *_by_nickname(name, nicknames))
        ),
        slips=frozenset(key for name in asked for key in _slips(name, nicknames)),
        far=frozenset(key for name in asked for key in _far(name)),
        sounds=frozenset(f"n:{names.sound(words[0])}" for words in map(_words, asked) if len(words) == 1),
        years=None if person.born is None else (person.born.earliest.year, person.born.latest.year),
    )


def _words(name: Name) -> tuple[str, ...]:
    """Every word of both parts once: which of them is the surname is not taken for granted."""
    return tuple(dict.fromkeys((*blocking.words(name.surname), *blocking.words(name.forenames))))


def _only(name: Name) -> Iterator[str]:
    return (f"o:{names.sound(word)}" for word in _words(name))


def _by_nickname(name: Name, nicknames: Nicknames) -> Iterator[str]:
    """Beside each word, the words that stand for another: Bob Smith is looked for as Robert Smith, too."""
    every = _words(name)
    for word in every:
        for other in nicknames.of(word):
            rest = " ".join(one for one in every if one != word)
            yield from blocking.pair_keys(Name(other, rest))


def _slips(name: Name, nicknames: Nicknames) -> Iterator[str]:
    every = _words(name)
    for word in dict.fromkeys((*every, *blocking.joined(name.surname), *blocking.joined(name.forenames))):
        beside = {form for other in every if other != word for form in (other, *nicknames.of(other))}
        yield from blocking.slip_keys(word, {form[0] for form in beside} | {""})


def _far(name: Name) -> Iterator[str]:
    every = _words(name)
    for word in every:
        yield from blocking.far_keys(word, {other[0] for other in every if other != word})
