"""Facts about one case at one moment, and the conditions put to them; what is unknown satisfies nothing."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


FactValue = bool | int | None


class FactKind(enum.StrEnum):
    """Whether a fact is a yes or no, or a number of things."""

    YES_NO = "YES_NO"
    COUNT = "COUNT"


class Established(enum.StrEnum):
    """How a fact becomes known."""

    DERIVED = "DERIVED"  # from what is on record
    RECORDED = "RECORDED"  # as a finding by an officer, dated and reasoned
    HAPPENED = "HAPPENED"  # by what happened, as the command says that did it, and by nobody else


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that gates may ask about: its name, its kind, how it becomes known, and what it means in words."""

    name: str
    kind: FactKind
    established: Established
    means: str


class Facts(Mapping[str, FactValue]):
    """Named facts, frozen: True or False, a count, or None for not known.

    A name that was never given is not known either: `get` answers None for both.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, FactValue] = MappingProxyType({})) -> None:
        self._values: Mapping[str, FactValue] = MappingProxyType(dict(values))

    def __getitem__(self, name: str) -> FactValue:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return f"Facts({dict(self._values)!r})"

    def with_these(self, changes: Mapping[str, FactValue]) -> "Facts":
        """New facts in which the changes stand over what was known."""
        return Facts({**self._values, **changes})


@dataclass(frozen=True, slots=True)
class Condition:
    """What one fact must be: true, or with a bound a count of at least, at most, or between."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None

    @property
    def kind(self) -> FactKind:
        """The kind of fact this condition can be put to."""
        return FactKind.YES_NO if self.at_least is None and self.at_most is None else FactKind.COUNT

    def holds(self, facts: Facts) -> bool:
        """Whether the fact is known to satisfy it.

        A yes or no never satisfies a count, nor a count a yes; and a number below nought counts nothing.
        """
        value = facts.get(self.fact)
        if self.kind is FactKind.YES_NO:
            return value is True
        if value is None or isinstance(value, bool) or value < 0:
            return False
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )
