"""All versions of all definitions of one kind: found by key and day, or by key and version."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import islice
from typing import Generic, Protocol, TypeVar

from caseward.foundation.catalogue.faults import DefinitionFault, UnknownDefinition
from caseward.kernel.wording import day_in_words


class Edition(Protocol):
    """One version of a definition."""

    @property
    def key(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def effective_from(self) -> date: ...
    def is_in_force(self, *, on: date) -> bool: ...


E = TypeVar("E", bound=Edition)

ALWAYS = date(1900, 1, 1)


class Editions(Generic[E]):
    """The versions of each key, oldest first; no two of one key share a version or a first day."""

    def __init__(self, kind: str, editions: Iterable[E]) -> None:
        self._kind = kind
        self._by_key: dict[str, list[E]] = {}
        for edition in sorted(editions, key=lambda one: one.effective_from):
            self._by_key.setdefault(edition.key, []).append(edition)
        for key, versions in self._by_key.items():
            self._refuse_twins(key, versions)

    def __iter__(self) -> Iterator[E]:
        return (edition for key in sorted(self._by_key) for edition in self._by_key[key])

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @property
    def keys(self) -> frozenset[str]:
        """Every key of this kind."""
        return frozenset(self._by_key)

    def on(self, key: str, day: date) -> E:
        """The version in force on a day: the one that took effect last; raises UnknownDefinition."""
        for edition in reversed(self._versions(key)):
            if edition.is_in_force(on=day):
                return edition
        raise UnknownDefinition(
            f"No version of the {self._kind} “{key}” was in force on {day_in_words(day)}."
        )

    def all_on(self, day: date) -> Iterator[E]:
        """Of each key the version in force on a day, where there is one."""
        for versions in self._by_key.values():
            yield from islice((one for one in reversed(versions) if one.is_in_force(on=day)), 1)

    def settled_on(self, day: date) -> "Editions[E]":
        """The versions in force on one day alone, as if they had always been and always would be.

        Of what takes effect only later there is the first version.
        """
        return Editions(self._kind, (_for_ever(self._standing(key, day)) for key in self._by_key))

    def _standing(self, key: str, day: date) -> E:
        versions = self._versions(key)
        return next((one for one in reversed(versions) if one.is_in_force(on=day)), versions[0])

    def version(self, key: str, version: str) -> E:
        """That version of the definition; raises UnknownDefinition."""
        for edition in self._versions(key):
            if edition.version == version:
                return edition
        raise UnknownDefinition(f"The {self._kind} “{key}” has no version “{version}”.")

    def newest(self, key: str) -> E:
        """The version that took or takes effect last; raises UnknownDefinition."""
        return self._versions(key)[-1]

    def _versions(self, key: str) -> list[E]:
        if key not in self._by_key:
            raise UnknownDefinition(f"There is no {self._kind} “{key}”.")
        return self._by_key[key]

    def _refuse_twins(self, key: str, versions: list[E]) -> None:
        named = {edition.version for edition in versions}
        begun = {edition.effective_from for edition in versions}
        if min(len(named), len(begun)) < len(versions):
            raise DefinitionFault(
                f"{self._kind} “{key}”",
                "two definitions share a version or the day from which they are in force.",
            )


def _for_ever(edition: E) -> E:
    dated = {one.name for one in fields(edition)}  # type: ignore[arg-type]  # every edition is a dataclass
    until = {"effective_until": None} if "effective_until" in dated else {}
    return replace(edition, effective_from=ALWAYS, **until)  # type: ignore[type-var]  # as above
