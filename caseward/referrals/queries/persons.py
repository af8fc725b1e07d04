"""The person a referral speaks of, made from its answers as they are understood."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from caseward.kernel import identifiers
from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identity import Address, Name, Person
from caseward.kernel.reading import Unreadable


POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)

Values = Mapping[str, Any]


def person_of(values: Values) -> Person:
    """The person in the values of a form's fields ("individual.surname" to the typed answer); much may be missing."""
    return Person(
        name=Name(_text(values, "forenames"), _text(values, "surname")),
        aliases=tuple(Name(alias) for alias in _list(values, "aliases")),
        born=_born(values),
        addresses=tuple(_address(given["text"]) for given in _list(values, "addresses")),
        identifiers=tuple(_numbers(values)),
    )


def living_at(values: Values) -> Address | None:
    """Where the person lives now, if the form says so."""
    current = (given["text"] for given in _list(values, "addresses") if given.get("current"))
    return next(map(_address, current), None)


def is_identifiable(person: Person) -> bool:
    """Whether enough is given to look for the person at all."""
    return bool(person.names or person.identifiers or person.born)


def _text(values: Values, name: str) -> str:
    return str(values.get(f"individual.{name}") or "")


def _list(values: Values, name: str) -> list[Any]:
    return list(values.get(f"individual.{name}") or [])


def _born(values: Values) -> Born | None:
    day, age = values.get("individual.date_of_birth"), values.get("individual.approx_age_if_dob_unknown")
    if day:
        return PartialDate.from_iso(day)
    if age:
        return ApproximateAge(age["youngest"], age["oldest"], date.fromisoformat(age["as_at"]))
    return None


def _address(text: str) -> Address:
    found = POSTCODE.search(text)
    read = identifiers.read_postcode(found.group()) if found else None
    if found is None or read is None or isinstance(read, Unreadable):
        return Address(street=text)
    return Address(street=text.replace(found.group(), "").strip(" ,\n"), postcode=read.canonical)


def _numbers(values: Values) -> list[identifiers.Identifier]:
    phones = [
        identifiers.Identifier(identifiers.Kind.PHONE, one["number"]) for one in _list(values, "phones")
    ]
    emails = [
        identifiers.Identifier(identifiers.Kind.EMAIL, one["address"]) for one in _list(values, "emails")
    ]
    return [*phones, *emails]
