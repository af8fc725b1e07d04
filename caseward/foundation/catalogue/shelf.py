"""The catalogue of everything published, read at first use; a wrong definition stops the start and says where."""

import functools
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from caseward.foundation import clock
from caseward.foundation.catalogue import (
    advice,
    by_name,
    categories,
    clocks,
    happenings,
    pathways,
    ranks,
    retention,
    roles,
    soundness,
    sources,
)
from caseward.foundation.catalogue.editions import Editions
from caseward.foundation.catalogue.faults import UnknownDefinition
from caseward.foundation.catalogue.files import PUBLISHED, DefinitionFile, files
from caseward.foundation.catalogue.pathways import FactBook
from caseward.foundation.catalogue.plain import PlainTable, plain
from caseward.foundation.catalogue.retention import HoldKind
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.access import Role
from caseward.kernel.access.by_name import ByName
from caseward.kernel.advice import AdviceProduct
from caseward.kernel.categories import Categories
from caseward.kernel.clocks import Calendar, ClockRule
from caseward.kernel.happenings import Happening, HappeningList
from caseward.kernel.pathways import Fact, Pathway
from caseward.kernel.ranks import Ranks
from caseward.kernel.retention import RetentionRule


_READERS: dict[str, Callable[[Table], Iterable[Any]]] = {
    "advice": advice.advice,
    "calendars": clocks.calendar,
    "categories": categories.categories,
    "clocks": clocks.clocks,
    "compartments": by_name.by_name,
    "facts": pathways.facts,
    "happenings": happenings.happenings,
    "pathways": pathways.pathway,
    "ranks": ranks.ranks,
    "retention": retention.retention,
    "roles": roles.role,
    "sources": sources.sources,
}

PEOPLE, WHO_MAY_KNOW, RANKS = "people-in-a-case", "who-may-know", "police"


class Catalogue:
    """Everything published; each question answers with a frozen dataclass or raises UnknownDefinition."""

    def __init__(self, found: Iterable[DefinitionFile]) -> None:
        shelves: dict[str, list[Any]] = {kind: [] for kind in _READERS}
        raw: list[PlainTable] = []
        self.cited: dict[str, tuple[str, ...]] = {}
        self.ranks_demanded: list[tuple[str, str]] = []
        for file in found:
            self.cited[file.name] = file.cited
            self.ranks_demanded.extend(ranks.demanded(file))
            if file.kind in _READERS:
                shelves[file.kind].extend(_READERS[file.kind](file.table))
            else:
                raw.append(plain(file))
        self.access: Editions[ByName] = Editions("list of figures of access", shelves["compartments"])
        self.advice: Editions[AdviceProduct] = Editions("advice product", shelves["advice"])
        self.calendars: Editions[Calendar] = Editions("calendar", shelves["calendars"])
        self.categories: Editions[Categories] = Editions("list of categories", shelves["categories"])
        self.clocks: Editions[ClockRule] = Editions("clock", shelves["clocks"])
        self.facts: Editions[FactBook] = Editions("list of facts", shelves["facts"])
        self.happenings: Editions[HappeningList] = Editions("list of happenings", shelves["happenings"])
        self.pathways: Editions[Pathway] = Editions("pathway", shelves["pathways"])
        self.ranks: Editions[Ranks] = Editions("order of ranks", shelves["ranks"])
        self.retention_rules: Editions[RetentionRule] = Editions(
            "retention rule", (one for one in shelves["retention"] if isinstance(one, RetentionRule))
        )
        self.roles: Editions[Role] = Editions("role", shelves["roles"])
        self.sources = MappingProxyType({one.key: one for one in shelves["sources"]})
        self.holds = MappingProxyType(
            {one.key: one for one in shelves["retention"] if isinstance(one, HoldKind)}
        )
        self._raw = {
            kind: Editions(kind, (one for one in raw if one.kind == kind)) for kind in {r.kind for r in raw}
        }
        soundness.check(self)

    def settle_on(self, day: date) -> None:
        """Let the rules of one day count for every other, from now on in this process: for a replay of what is past.

        Calendars stay as they are: they say what was, and no day's calendar is another's.
        """
        for name, found in vars(self).items():
            if isinstance(found, Editions) and name != "calendars":
                setattr(self, name, found.settled_on(day))
        self._raw = {kind: found.settled_on(day) for kind, found in self._raw.items()}

    def pathway(self, key: str, version: str) -> Pathway:
        """The version of a pathway that a case remembers."""
        return self.pathways.version(key, version)

    def latest_pathway(self, key: str, *, on: date) -> Pathway:
        """The version under which something that begins on that day begins."""
        return self.pathways.on(key, on)

    def clock(self, key: str, *, on: date) -> ClockRule:
        """The version of a clock rule under which a clock that starts on that day runs."""
        return self.clocks.on(key, on)

    def clock_version(self, key: str, version: str) -> ClockRule:
        """The version of a clock rule that a running clock remembers."""
        return self.clocks.version(key, version)

    def happenings_on(self, day: date) -> dict[str, Happening]:
        """Everything that can happen and be recorded on that day, by its code."""
        return {each.code: each for edition in self.happenings.all_on(day) for each in edition.happenings}

    def calendar(self, key: str = "england-and-wales") -> Calendar:
        """The newest version of a calendar: a holiday proclaimed later counts for clocks that run already."""
        return self.calendars.newest(key)

    def people_in_a_case(self, *, on: date) -> Categories:
        """The categories and roles under which somebody is entered on that day."""
        return self.categories.on(PEOPLE, on)

    def access_by_name(self, *, on: date) -> ByName:
        """How long what is said on that day about who may know lasts."""
        return self.access.on(WHO_MAY_KNOW, on)

    def ranks_on(self, day: date) -> Ranks:
        """The order of ranks by which something is decided on that day."""
        return self.ranks.on(RANKS, day)

    def role(self, key: str, *, on: date | None = None) -> Role:
        """A role as it stands on a day, or its newest version."""
        return self.roles.on(key, on) if on else self.roles.newest(key)

    def retention(self, key: str, *, on: date | None = None) -> RetentionRule:
        """A retention rule for a record that closed on that day, or its newest version."""
        return self.retention_rules.on(key, on) if on else self.retention_rules.newest(key)

    def hold(self, key: str) -> HoldKind:
        """A kind of hold; raises UnknownDefinition."""
        if key not in self.holds:
            raise UnknownDefinition(f"There is no kind of hold “{key}”.")
        return self.holds[key]

    def facts_about(self, subject: str, *, on: date | None = None) -> dict[str, Fact]:
        """The facts that gates may ask about a "case" or a "referral" today, by name, with the lists that add to it."""
        day = on or clock.today()
        books = [self.facts.on(subject, day)]
        books += [book for book in self.facts.all_on(day) if book.key.startswith(f"{subject}-")]
        return {fact.name: fact for book in books for fact in book.facts}

    def table(
        self, kind: str, key: str, *, version: str | None = None, on: date | None = None
    ) -> dict[str, Any]:
        """A definition that another package parses ("forms", "matching"), as TOML gives it.

        As it stands today, on another day, or in one version: what is published for a day to come counts from that day.
        """
        if kind not in self._raw:
            raise UnknownDefinition(f"There are no definitions of the kind “{kind}”.")
        editions = self._raw[kind]
        return (editions.version(key, version) if version else editions.on(key, on or clock.today())).values


def load(folder: Path) -> Catalogue:
    """Read and check every definition in a folder; raises DefinitionFault naming file and key."""
    return Catalogue(files(folder))


@functools.cache
def catalogue() -> Catalogue:
    """The published catalogue, read once in the life of the process."""
    return load(PUBLISHED)
