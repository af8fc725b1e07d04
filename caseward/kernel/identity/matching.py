"""Explaining a match field by field: what we have, what they have, how far it agrees and what that weighs.

The sum only orders candidates and chooses a word. A person decides; nothing is ever merged (domain brief 0.5).
"""

import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from caseward.kernel import dates, identifiers
from caseward.kernel.identity import addresses, comparing, fields, finer
from caseward.kernel.identity.fields import Field
from caseward.kernel.identity.model import Likelihood, MatchModel
from caseward.kernel.identity.names import NO_PART, Part, part
from caseward.kernel.identity.nicknames import NO_NICKNAMES, Nicknames
from caseward.kernel.identity.people import Name, Person
from caseward.kernel.wording import gettext_noop as _


_Compared = Callable[[Part, Part], str | None]

_SIGNS = {fields.SAME: "=", fields.DIFFERENT: "≠"}

ONLY_NAME_AND_BIRTH = _("Only name and date of birth agree: that alone does not make two records one person.")
CONTRADICTED = {
    Field.FORENAMES: _(
        "The forenames differ: brothers and sisters share surname, address and sometimes birthday."
    ),
    Field.SURNAME: _("The surnames differ: look for a change of name before you join the records."),
    Field.DATE_OF_BIRTH: _("The dates of birth differ: parent and child can share a name and an address."),
}
ANOTHER_NUMBER = _("Both have a number that one person has only once, and the numbers differ.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field: both sides as recorded ("" when not known), the level of agreement and its weight in bits."""

    field: Field
    level: str
    ours: str
    theirs: str
    weight: float

    @property
    def sentence(self) -> str:
        """Both sides with a sign between them: "HARTRIGHT ~ HARTWRIGHT"."""
        if self.level == fields.NOT_KNOWN:
            return " · ".join(
                side or fields.LEVEL_WORDS[fields.NOT_KNOWN] for side in (self.ours, self.theirs)
            )
        sign = _SIGNS.get(self.level, "~")
        is_part_of_birth = self.field in fields.BIRTH_FIELDS and self.ours != self.theirs
        return f"{self.ours} {'~' if sign == '=' and is_part_of_birth else sign} {self.theirs}"


@dataclass(frozen=True, slots=True)
class Match:
    """Why two records may be of one person: the evidence, its sum in bits, the chance, and the chance in words.

    `before` is where the sum starts from: the odds before anything is compared, in bits.
    `closeness` is how far the names agree letter by letter, from 0 to 1: no evidence, but an order among those of whom
    the evidence says the same.
    """

    evidence: tuple[Evidence, ...]
    total: float
    probability: float
    likelihood: Likelihood
    cautions: tuple[str, ...]
    before: float
    closeness: float

    @property
    def words(self) -> str:
        """The chance in words, from "unlikely" to "very likely", held back where there is reason for caution."""
        return self.likelihood.value


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A name cut and written once for all its comparisons."""

    surname: Part
    forenames: Part
    capitals: str
    line: str
    full: str
    letters: str
    turned: str
    is_alias: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a question is judged by. Parts of names are compared once each: of those found, many share one.

    Made for one question and gone with it, so that no answer is quicker for what somebody else has asked.
    """

    model: MatchModel
    nicknames: Nicknames
    surnames: _Compared
    forenames: _Compared
    either: _Compared

    @classmethod
    def of(cls, model: MatchModel, nicknames: Nicknames) -> "_Rules":
        """The rules of a fresh question."""
        near = model.near
        return cls(
            model=model,
            nicknames=nicknames,
            surnames=functools.cache(lambda ours, theirs: comparing.surnames(ours, theirs=theirs, near=near)),
            forenames=functools.cache(
                lambda ours, theirs: comparing.forenames(ours, theirs=theirs, near=near)
            ),
            either=functools.cache(lambda ours, theirs: comparing.either(ours, theirs=theirs, near=near)),
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two records, prepared for comparing."""

    names: tuple[_Spelt, ...]
    born: dates.Born | None
    birth: str
    postcodes: list[str]
    streets: list[str]
    identifiers: tuple[identifiers.Identifier, ...]


def explain(
    searched: Person, *, found: Person, model: MatchModel, nicknames: Nicknames = NO_NICKNAMES
) -> Match:
    """Compare two people in every field either side knows; symmetric in the total; never raises."""
    [match] = explain_each(searched, found=[found], model=model, nicknames=nicknames)
    return match


def explain_each(
    searched: Person, *, found: Iterable[Person], model: MatchModel, nicknames: Nicknames = NO_NICKNAMES
) -> list[Match]:
    """The same for many records and one question, which is prepared once."""
    ours, rules = _side(searched), _Rules.of(model, nicknames)
    return [_match(ours, _side(person), rules) for person in found]


def _match(ours: _Side, theirs: _Side, rules: _Rules) -> Match:
    model = rules.model
    evidence = (
        *_names(ours, theirs, rules),
        _birth(ours, theirs, model),
        *_addresses(ours, theirs, model),
        *_identifiers(ours, theirs, model),
    )
    total = math.fsum(one.weight for one in evidence)
    probability = model.probability(total)
    held = dict(_held_back(evidence, model))
    likelihood = min([model.likelihood(probability), *held.values()], key=lambda word: word.rank)
    near = _closeness(ours, theirs)
    return Match(evidence, total, probability, likelihood, tuple(held), model.prior_bits, near)


def _closeness(ours: _Side, theirs: _Side) -> float:
    """The best of all pairs of names, whichever part stands first: one slip costs one letter of the longer."""
    likeness = OSA.normalized_similarity
    pairs = itertools.product(ours.names, theirs.names)
    found = (
        max(likeness(a.letters, b.letters), likeness(a.turned, b.letters)) for a, b in pairs if a.letters
    )
    return max(found, default=0.0)


def _side(person: Person) -> _Side:
    return _Side(
        names=tuple(_spelt(name, is_alias=is_alias) for name, is_alias in person.names or ((Name(), False),)),
        born=person.born,
        birth=person.born.words if person.born else "",
        postcodes=[line for address in person.addresses if (line := _line(address.postcode))],
        streets=[line for address in person.addresses if (line := _line(address.street))],
        identifiers=person.identifiers,
    )


def _spelt(name: Name, *, is_alias: bool) -> _Spelt:
    surname, forenames = (part(text) if text else NO_PART for text in (name.surname, name.forenames))
    capitals, line = _line(name.surname).upper(), _line(name.forenames)
    return _Spelt(
        surname=surname,
        forenames=forenames,
        capitals=capitals,
        line=line,
        full=f"{capitals} {line}".strip(),
        letters=" ".join((*forenames.words, *surname.words)),
        turned=" ".join((*surname.words, *forenames.words)),
        is_alias=is_alias,
    )


def _held_back(evidence: tuple[Evidence, ...], model: MatchModel) -> Iterator[tuple[str, Likelihood]]:
    """Sentences of caution, each with the most that may then be said."""
    for one in evidence:
        if one.level == fields.DIFFERENT and one.field in model.caution.contradicting:
            yield CONTRADICTED.get(one.field, ANOTHER_NUMBER), model.caution.contradicted
    agreeing = {one.field for one in evidence if one.weight > 0}
    has_both = agreeing & {*fields.NAME_FIELDS} and agreeing & {*fields.BIRTH_FIELDS}
    if has_both and agreeing <= {*fields.NAME_FIELDS, *fields.BIRTH_FIELDS}:
        yield ONLY_NAME_AND_BIRTH, model.caution.name_and_birth_alone


def _names(searched: _Side, found: _Side, rules: _Rules) -> tuple[Evidence, ...]:
    """The best of all pairs of names; a pair with an alias is discounted, because more pairs were tried."""
    every = [
        (*_name(ours, theirs, rules), *_by_alias(ours, theirs, rules.model))
        for ours, theirs in itertools.product(searched.names, found.names)
    ]
    return every[0] if len(every) == 1 else max(every, key=_sum)


def _by_alias(ours: _Spelt, theirs: _Spelt, model: MatchModel) -> tuple[Evidence, ...]:
    if not (ours.is_alias or theirs.is_alias):
        return ()
    return (_evidence(Field.ALIASES, "alias", ours.full, theirs.full, model),)


def _name(ours: _Spelt, theirs: _Spelt, rules: _Rules) -> tuple[Evidence, ...]:
    """Surname and forenames as they stand or, where that agrees better, the other way round."""
    model = rules.model
    surname = rules.surnames(ours.surname, theirs.surname)
    forenames = rules.forenames(ours.forenames, theirs.forenames)
    if forenames == fields.DIFFERENT and rules.nicknames.agree(ours.forenames.core, theirs.forenames.core):
        forenames = fields.SHORT
    straight = (
        _evidence(Field.SURNAME, surname, ours.capitals, theirs.capitals, model),
        _evidence(Field.FORENAMES, forenames, ours.line, theirs.line, model),
    )
    level = _swapped(ours, theirs, rules)
    if level is None:
        return straight
    return max(straight, (_evidence(Field.SWAPPED, level, ours.full, theirs.full, model),), key=_sum)


def _swapped(ours: _Spelt, theirs: _Spelt, rules: _Rules) -> str | None:
    one = rules.either(ours.surname, theirs.forenames)
    if one == fields.DIFFERENT:
        return None
    other = rules.either(ours.forenames, theirs.surname)
    if other == fields.DIFFERENT or one is other is None:
        return None
    if one is None or other is None:
        return "one"
    return fields.NEAR if fields.NEAR in {one, other} else fields.SAME


def _birth(searched: _Side, found: _Side, model: MatchModel) -> Evidence:
    ours, theirs = searched.born, found.born
    field, level = comparing.births(ours, theirs=theirs) if ours and theirs else (Field.DATE_OF_BIRTH, None)
    if ours and theirs and level == fields.DIFFERENT and model.is_finer(field):
        level = finer.births(ours, theirs=theirs)
    return _evidence(field, level, searched.birth, found.birth, model)


def _addresses(searched: _Side, found: _Side, model: MatchModel) -> Iterator[Evidence]:
    """The best pair of postcodes and the best pair of streets, of whichever addresses they are."""
    for field, ours, theirs in (
        (Field.POSTCODE, searched.postcodes, found.postcodes),
        (Field.STREET, searched.streets, found.streets),
    ):
        pairs = [(x, y, _address_level(field, x, y, model)) for x, y in itertools.product(ours, theirs)]
        yield _best(field, pairs, model, (ours, theirs))


def _address_level(field: Field, ours: str, theirs: str, model: MatchModel) -> str | None:
    if field is Field.POSTCODE:
        level = addresses.postcodes(ours, theirs=theirs)
        is_open = level == fields.DIFFERENT and model.is_finer(field)
        return finer.postcodes(ours, theirs=theirs) if is_open else level
    level = addresses.streets(ours, theirs=theirs, near=model.near)
    is_open = level == fields.DIFFERENT and model.is_finer(field)
    return finer.streets(ours, theirs=theirs, near=model.near) if is_open else level


def _identifiers(searched: _Side, found: _Side, model: MatchModel) -> Iterator[Evidence]:
    """One piece of evidence for each kind that either side has."""
    known = {one.kind for one in (*searched.identifiers, *found.identifiers)}
    for field, kind in fields.IDENTIFIER_FIELDS.items() if known else ():
        if kind in known:
            ours = [one.canonical for one in searched.identifiers if one.kind is kind]
            theirs = [one.canonical for one in found.identifiers if one.kind is kind]
            pairs = [(x, y, _identifier_level(kind, x, y)) for x, y in itertools.product(ours, theirs)]
            yield _best(field, pairs, model, (ours, theirs))


def _identifier_level(kind: identifiers.Kind, ours: str, theirs: str) -> str:
    # The letter at the end of a National Insurance number says nothing of the person and is often left out.
    length = 8 if kind is identifiers.Kind.NINO else None
    return fields.SAME if ours[:length] == theirs[:length] else fields.DIFFERENT


def _best(
    field: Field,
    pairs: Iterable[tuple[str, str, str | None]],
    model: MatchModel,
    sides: tuple[list[str], list[str]],
) -> Evidence:
    """The pair that agrees best; not known when no pair could be compared."""
    order = fields.LEVELS[field].index
    known = [(order(level), level, ours, theirs) for ours, theirs, level in pairs if level is not None]
    if not known:
        return _evidence(field, None, ", ".join(sides[0]), ", ".join(sides[1]), model)
    _, level, ours, theirs = min(known)
    return _evidence(field, level, ours, theirs, model)


def _evidence(field: Field, level: str | None, ours: str, theirs: str, model: MatchModel) -> Evidence:
    level = level or fields.NOT_KNOWN
    weight = model.weight(field, level=level)
    if level == fields.SAME and field in model.frequencies:
        weight += model.rarity(field, terms=(ours, theirs))
    return Evidence(field, level, ours, theirs, weight)


def _sum(evidence: tuple[Evidence, ...]) -> float:
    return math.fsum(one.weight for one in evidence)


def _line(text: str) -> str:
    return " ".join(text.split())
