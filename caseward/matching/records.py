"""The shape of a file of records: JSON, one record a line, nothing in it but what the kernel may compare."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person


KEYS = frozenset({"id", "entity", "side", "name", "aliases", "born", "age", "addresses", "identifiers"})


class NotReadable(Exception):
    """A file that is not what it should be; the message is a sentence with the line."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its id, the person, and for measuring whose it truly is; `side` where two files are linked."""

    id: str
    person: Person
    entity: str = ""
    side: str = ""


def read(place: Path) -> Iterator[Record]:
    """The records of a file; raises NotReadable at the first line that is none."""
    with place.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield from_line(line)
            except (ValueError, TypeError, KeyError, AttributeError) as fault:
                raise NotReadable(f"Line {number} of {place.name} is no record: {fault}.") from fault


def from_line(line: str) -> Record:
    """One record; ValueError, TypeError or KeyError for what is none."""
    said = json.loads(line)
    if strange := sorted(set(said) - KEYS):
        raise ValueError(f"nobody knows “{strange[0]}”")
    return Record(str(said["id"]), person_of(said), str(said.get("entity", "")), str(said.get("side", "")))


def person_of(said: dict[str, Any]) -> Person:
    """The person of a line."""
    return Person(
        name=Name(*said.get("name", ("", ""))),
        aliases=tuple(Name(*one) for one in said.get("aliases", ())),
        born=_born(said),
        addresses=tuple(Address(*one) for one in said.get("addresses", ())),
        identifiers=tuple(Identifier(Kind(kind), value) for kind, value in said.get("identifiers", ())),
    )


def line_of(record: Record) -> str:
    """The record as a line, without what is not known."""
    return json.dumps(dict(_said(record)), ensure_ascii=False, separators=(",", ":"))


def lines_of(records: Iterable[Record]) -> Iterator[str]:
    """The lines of a file."""
    return (f"{line_of(record)}\n" for record in records)


def _said(record: Record) -> Iterator[tuple[str, Any]]:
    person = record.person
    yield "id", record.id
    yield from ((key, value) for key, value in (("entity", record.entity), ("side", record.side)) if value)
    yield "name", [person.name.forenames, person.name.surname]
    if person.aliases:
        yield "aliases", [[one.forenames, one.surname] for one in person.aliases]
    match person.born:
        case PartialDate(year, month, day):
            yield "born", [part for part in (year, month, day) if part is not None]
        case ApproximateAge(youngest, oldest, on):
            yield "age", [youngest, oldest, on.isoformat()]
    if person.addresses:
        yield "addresses", [[one.street, one.postcode] for one in person.addresses]
    if person.identifiers:
        yield "identifiers", [[one.kind.value, one.canonical] for one in person.identifiers]


def _born(said: dict[str, Any]) -> Born | None:
    if "born" in said:
        return PartialDate(*said["born"])
    if "age" in said:
        youngest, oldest, on = said["age"]
        return ApproximateAge(youngest, oldest, date.fromisoformat(on))
    return None
