"""A timeline as it was understood: people, units, staff, what happened when, and what the writer expects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Player(StrEnum):
    """Who does something in a unit, where the timeline names nobody."""

    INTAKE = "intake"
    OFFICER = "officer"
    OTHER_OFFICER = "other-officer"
    SUPERVISOR = "supervisor"
    SECOND = "second-supervisor"


class Team(StrEnum):
    """What a unit is there for."""

    PREVENT = "prevent"
    NOMINAL = "nominal"
    PROTECTED = "protected"
    CYBER = "cyber"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the timeline is about; every fact as its writer spelt it."""

    id: str
    name: str
    born: str = ""
    aliases: tuple[str, ...] = ()
    address: str = ""
    phone: str = ""
    organisation: str = ""
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a force ("" for a regional one)."""

    name: str
    force: str
    team: Team


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who acts: in a unit, as which player of it, and of which rank ("" for the usual one)."""

    id: str
    name: str
    unit: str
    player: Player
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that the writer says will be so: after one event, or at the end; `words` as written."""

    place: str
    words: str
    what: str
    subject: str = ""
    negated: bool = False
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `values` holds what its verb takes, typed and with every default filled in."""

    number: int
    place: str
    at: datetime
    verb: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    by: str = ""
    person: str = ""
    label: str = ""
    source: str = ""
    note: str = ""
    expects: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was assumed, with the place of what it was assumed of."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole; events in the order of their dates.

    `rules_of` is the day whose rules apply throughout, or None for the rules in force on the day of each event.
    """

    title: str
    about: str
    rules_of: date | None
    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    staff: tuple[Officer, ...]
    events: tuple[Event, ...]
    expects: tuple[Expected, ...]
    until: datetime | None
    remarks: tuple[Remark, ...]

    def person(self, key: str) -> Person:
        """The person with this id."""
        return next(one for one in self.people if one.id == key)

    def officer(self, key: str) -> Officer:
        """The member of staff with this id."""
        return next(one for one in self.staff if one.id == key)
