"""The match model: how much each level of agreement weighs, read from a definition and checked key by key.

m is the chance of a level when two records are of one person, u when they are of two (Fellegi and Sunter 1969).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseward.kernel.identity import fields, frequencies, tables
from caseward.kernel.identity.fields import Field
from caseward.kernel.identity.frequencies import Frequencies
from caseward.kernel.wording import gettext_noop as _


class Likelihood(StrEnum):
    """The chance in words for officers, least first."""

    UNLIKELY = _("unlikely")
    POSSIBLE = _("possible")
    LIKELY = _("likely")
    VERY_LIKELY = _("very likely")

    @property
    def rank(self) -> int:
        """0 for the least, rising."""
        return _RANKS[self]


_NONE: frozenset[str] = frozenset()
_RANKS = {word: rank for rank, word in enumerate(Likelihood)}
_BEST_FIRST = tuple(reversed(Likelihood))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its chance among records of one person (m) and of two (u)."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """What the level adds to the total, in bits: log2(m/u)."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Caution:
    """When the words are held back, whatever the sum: contradictions, and a name with a birth and nothing else."""

    contradicting: frozenset[Field]
    contradicted: Likelihood
    name_and_birth_alone: Likelihood


@dataclass(frozen=True, slots=True)
class MatchModel:
    """A published set of weights.

    `prior` is the chance before anything is compared, `near` the Jaro-Winkler likeness from which two words are
    nearly the same, `words` the least chance for each of the words.
    """

    key: str
    version: str
    title: str
    source: str
    effective_from: date
    prior: float
    near: float
    words: Mapping[Likelihood, float]
    caution: Caution
    levels: Mapping[Field, Mapping[str, Level]]
    frequencies: Mapping[Field, Frequencies]

    @classmethod
    def from_table(cls, table: tables.Table) -> "MatchModel":
        """Build from a parsed TOML table; raise tables.Malformed, naming the key, for whatever is amiss."""
        tables.only(table, {*cls.__slots__} - {"levels"} | {*Field}, at="")
        levels = {field: _levels(field, tables.inner(table, field)) for field in Field}
        model = cls(
            key=tables.text(table, "key"),
            version=tables.text(table, "version"),
            title=tables.text(table, "title"),
            source=tables.text(table, "source"),
            effective_from=tables.day(table, "effective_from"),
            prior=tables.chance(table, "prior"),
            near=tables.chance(table, "near"),
            words=_words(tables.inner(table, "words")),
            caution=_caution(tables.inner(table, "caution")),
            levels=levels,
            frequencies=frequencies.read(
                table, {field: levels[field][fields.SAME].u for field in frequencies.COUNTED}
            ),
        )
        _check_order(model)
        return model

    def weight(self, field: Field, *, level: str) -> float:
        """What a level of a field adds to the total, in bits; not known adds nothing."""
        return 0.0 if level == fields.NOT_KNOWN else self.levels[field][level].weight

    def is_finer(self, field: Field) -> bool:
        """Whether this edition weighs what lies between agreement and difference in the field."""
        return not fields.FINER.get(field, _NONE).isdisjoint(self.levels[field])

    def rarity(self, field: Field, *, terms: tuple[str, str]) -> float:
        """What the same name adds or takes because it is rarer or commoner than most, in bits."""
        return self.frequencies[field].bits(terms)

    @property
    def prior_bits(self) -> float:
        """Where the sum of weights starts from: the odds before anything is compared, in bits."""
        return math.log2(self.prior / (1 - self.prior))

    def probability(self, total: float) -> float:
        """The chance that two records are of one person, from the sum of weights in bits."""
        exponent = total + self.prior_bits
        return 1 / (1 + math.exp2(min(-exponent, 1000.0)))

    def bits_of(self, probability: float) -> float:
        """The sum of weights at which the chance is so great: the inverse of `probability`, between 0 and 1."""
        return math.log2(probability / (1 - probability)) - self.prior_bits

    def likelihood(self, probability: float) -> Likelihood:
        """The chance in words."""
        return next(word for word in _BEST_FIRST if probability >= self.words[word])


def _levels(field: Field, table: tables.Table) -> Mapping[str, Level]:
    tables.only(table, fields.LEVELS[field], at=f"{field}.")
    finer = fields.FINER.get(field, _NONE)
    has_finer = any(name in table for name in finer)
    wanted = [name for name in fields.LEVELS[field] if has_finer or name not in finer]
    levels = {name: _level(table, name, f"{field}.") for name in wanted}
    _check_sum(field, "m", [level.m for level in levels.values()])
    _check_sum(field, "u", [level.u for level in levels.values()])
    tables.falling((f"{field}.{name}", level.weight) for name, level in levels.items())
    return levels


def _level(table: tables.Table, name: str, at: str) -> Level:
    here, place = tables.inner(table, name, at=at), f"{at}{name}."
    tables.only(here, {"m", "u"}, at=place)
    return Level(m=tables.chance(here, "m", at=place), u=tables.chance(here, "u", at=place))


def _check_sum(field: Field, side: str, chances: list[float]) -> None:
    total = math.fsum(chances)
    if total > 1 + 1e-9 or (total < 1 - 1e-9 and field not in fields.INCOMPLETE):
        tables.malformed(field, f"has levels whose {side} add up to {total:.6g} and not to 1")


def _words(table: tables.Table) -> Mapping[Likelihood, float]:
    keys = {word.name.lower(): word for word in reversed(Likelihood) if word is not Likelihood.UNLIKELY}
    tables.only(table, keys, at="words.")
    words: dict[Likelihood, float] = {
        word: tables.chance(table, key, at="words.") for key, word in keys.items()
    }
    tables.falling((f"words.{key}", words[word]) for key, word in keys.items())
    return {**words, Likelihood.UNLIKELY: 0.0}


def _caution(table: tables.Table) -> Caution:
    tables.only(table, Caution.__slots__, at="caution.")
    contradicting = tables.texts(table, "contradicting", at="caution.")
    for name in contradicting:
        if name not in set(Field) or fields.DIFFERENT not in fields.LEVELS[Field(name)]:
            tables.malformed("caution.contradicting", f"names “{name}”, which cannot contradict")
    return Caution(
        contradicting=frozenset(Field(name) for name in contradicting),
        contradicted=_likelihood(table, "contradicted"),
        name_and_birth_alone=_likelihood(table, "name_and_birth_alone"),
    )


def _likelihood(table: tables.Table, key: str) -> Likelihood:
    name = tables.text(table, key, at="caution.").upper()
    if name not in Likelihood.__members__:
        tables.malformed(f"caution.{key}", f"must be one of {', '.join(Likelihood.__members__).lower()}")
    return Likelihood[name]


def _check_order(model: MatchModel) -> None:
    """Refuse weights by which a less exact agreement in one field would beat a more exact one in another."""
    best = {field: model.weight(field, level=fields.LEVELS[field][0]) for field in Field}
    surname, forenames = best[Field.SURNAME], best[Field.FORENAMES]
    single = model.weight(Field.SWAPPED, level="one")
    tables.falling([("both names the same", surname + forenames), ("swapped.same", best[Field.SWAPPED])])
    tables.falling([("one name the same", min(surname, forenames)), ("swapped.one", single)])
    tables.falling((f"{field}.same", best[field]) for field in fields.BIRTH_FIELDS)
    tables.falling([("a main name", 0.0), ("aliases.alias", best.pop(Field.ALIASES))])
    for field, weight in best.items():
        tables.falling([(f"{field}.{fields.LEVELS[field][0]}", weight), ("nothing known", 0.0)])
