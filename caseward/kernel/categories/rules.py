"""One version of the categories, the roles and the doubts (DPA 2018 s.38(3))."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Category:
    """How somebody stands in a case; the colour only ever stands beside the title."""

    key: str
    title: str
    says: str
    colour: str


@dataclass(frozen=True, slots=True)
class RoleInCase:
    """What somebody is to a case; `stands_as` is the category proposed for it, or empty."""

    key: str
    title: str
    stands_as: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An end of a case that a category does not fit; without roles it speaks of all of them."""

    key: str
    says: str
    categories: Collection[str]
    outcomes: Collection[str]
    roles: Collection[str] = ()

    def speaks_of(self, *, role: str, category: str, outcome: str | None) -> bool:
        """Whether somebody who stands like this in a case that ended like this is to be looked at again."""
        is_of_role = not self.roles or role in self.roles
        return is_of_role and category in self.categories and outcome in self.outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories:
    """One version of all of it; raises ValueError for a role or a doubt that names an unknown category or role.

    Source: DPA 2018 s.38(3), which asks for a clear distinction as far as possible between suspects, the convicted,
    victims and others; *referred, not suspected* is ours, for whom nobody suspects of anything.
    """

    key: str
    version: str
    title: str
    subject: str
    categories: tuple[Category, ...]
    roles: tuple[RoleInCase, ...]
    doubts: tuple[Doubt, ...]
    source: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None

    def __post_init__(self) -> None:
        known, roles = {one.key for one in self.categories}, {one.key for one in self.roles}
        named = {one.stands_as for one in self.roles if one.stands_as}
        named |= {key for doubt in self.doubts for key in doubt.categories}
        played = {self.subject} | {key for doubt in self.doubts for key in doubt.roles}
        if unknown := sorted((named - known) | (played - roles)):
            raise ValueError(f"“{unknown[0]}” is no category or role of this file.")
        if not self.role(self.subject).stands_as:
            raise ValueError("The role of the subject has to say in which category they stand.")

    def is_in_force(self, *, on: date) -> bool:
        """Whether somebody who is entered on that day is entered under this version."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    def category(self, key: str) -> Category:
        """The category; KeyError for an unknown one."""
        return {one.key: one for one in self.categories}[key]

    def role(self, key: str) -> RoleInCase:
        """The role; KeyError for an unknown one."""
        return {one.key: one for one in self.roles}[key]

    def doubt(self, *, role: str, category: str, outcome: str | None) -> Doubt | None:
        """The first doubt about somebody who stands like this; None where the category fits, or the case is open."""
        spoken = (one for one in self.doubts if one.speaks_of(role=role, category=category, outcome=outcome))
        return next(spoken, None)
