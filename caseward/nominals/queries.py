"""Reading people: found by likeness with the evidence, or by id, always as the viewer may know them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel import identifiers, references
from caseward.kernel.access import Actor
from caseward.kernel.dates import Born, Precision
from caseward.kernel.identity import (
    Address,
    Match,
    MatchModel,
    Name,
    Person,
    blocking_keys,
    explain,
    normalise,
)
from caseward.kernel.identity.fields import IDENTIFIER_FIELDS, SAME
from caseward.nominals import models
from caseward.nominals.vocabulary import NameKind


MOST_FOUND = 100
MOST_SHOWN = 10
MODEL = "people"


@dataclass(frozen=True, slots=True)
class NominalHeading:
    """A person in a line: reference as shown, name, birth in words, and where the record is kept."""

    id: UUID
    compartment_id: UUID
    reference: str
    name: str
    short_name: str
    born: Born | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that could be the person, with the evidence field by field."""

    heading: NominalHeading
    match: Match


@dataclass(frozen=True, slots=True)
class NominalFile:
    """Everything one record says of a person, and whom he was mistaken for."""

    heading: NominalHeading
    person: Person
    version: int
    current_address: str
    not_the_same_as: tuple[NominalHeading, ...]


@query
def candidates(*, viewer: Actor, person: Person, at_most: int = MOST_SHOWN) -> tuple[Candidate, ...]:
    """Records that could be this person, best evidence first; empty when nothing that identifies is given."""
    found = _with_facts(viewer).filter(pk__in=_found_ids(person))
    compared = [
        Candidate(_heading(n), explain(person, found=known_person(n), model=match_model())) for n in found
    ]
    ordered = sorted(compared, key=lambda one: (-one.match.total, one.heading.reference))
    return tuple(one for one in ordered if _is_worth_a_look(one.match))[:at_most]


@query
def by_reference(*, viewer: Actor, text: str) -> NominalHeading | None:
    """The person whose reference somebody typed, in any of the usual spellings."""
    read = references.parse(text)
    if read is None:
        return None
    nominal = _with_names(viewer).filter(reference=read.stored).first()
    return None if nominal is None else _heading(nominal)


@query
def headings(*, viewer: Actor, nominal_ids: Collection[UUID]) -> dict[UUID, NominalHeading]:
    """People in a line each, those whom the viewer may know."""
    return {n.pk: _heading(n) for n in _with_names(viewer).filter(pk__in=set(nominal_ids))}


@query
def file_of(*, viewer: Actor, nominal_id: UUID) -> NominalFile | None:
    """All that one record says; None when there is none that the viewer may know."""
    nominal = _with_facts(viewer).filter(pk=nominal_id).first()
    if nominal is None:
        return None
    others = (
        models.NotSame.objects.visible_to(viewer).filter(nominal=nominal).values_list("other_id", flat=True)
    )
    current = next((address for address in nominal.address_facts.all() if address.is_current), None)
    return NominalFile(
        heading=_heading(nominal),
        person=known_person(nominal),
        version=nominal.version,
        current_address="" if current is None else f"{current.text} {current.postcode}".strip(),
        not_the_same_as=tuple(headings(viewer=viewer, nominal_ids=list(others)).values()),
    )


def known_person(nominal: models.Nominal) -> Person:
    """The record as the kernel compares it; give it with its facts prefetched."""
    main, *aliases = _names(nominal)
    return Person(
        name=main,
        aliases=tuple(aliases),
        born=nominal.born,
        addresses=tuple(Address(a.text, a.postcode) for a in nominal.address_facts.all()),
        identifiers=tuple(
            identifiers.Identifier(identifiers.Kind(one.kind), one.value)
            for one in nominal.identifier_facts.all()
        ),
    )


@cache
def match_model() -> MatchModel:
    """The published weights."""
    return MatchModel.from_table(catalogue().table("matching", MODEL))


def short_name(name: Name) -> str:
    """Forename and initial, as lists show people: "Callum H."."""
    first = name.forenames.split()[:1]
    initial = (
        [f"{name.surname.strip()[:1].upper()}."] if name.surname.strip() and first else [name.surname.strip()]
    )
    return " ".join([*first, *initial]).strip() or "—"


def _is_worth_a_look(match: Match) -> bool:
    """A shared number asks for an answer even where nothing else is known of the person."""
    shares_number = any(one.field in IDENTIFIER_FIELDS and one.level == SAME for one in match.evidence)
    return shares_number or match.likelihood.rank > 0


def _found_ids(person: Person) -> list[UUID]:
    keys = (
        sorted(blocking_keys(person)) if person.names or person.identifiers or _has_day(person.born) else []
    )
    spellings = sorted({normalise(f"{name.forenames} {name.surname}") for name, _ in person.names})
    years = (
        [] if person.born is None else list(range(person.born.earliest.year, person.born.latest.year + 1))[:3]
    )
    if not keys and not spellings:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select nominal_id from sec.nominal_candidates(%s::text[], %s::text[], %s::smallint[], %s)",
            [spellings, keys, years, MOST_FOUND],
        )
        return [row[0] for row in cursor.fetchall()]


def _has_day(born: Born | None) -> bool:
    return born is not None and born.precision is Precision.DAY


def _with_names(viewer: Actor) -> QuerySet[models.Nominal]:
    """What a heading needs."""
    visible: QuerySet[models.Nominal] = models.Nominal.objects.visible_to(viewer)
    names: QuerySet[models.Name] = models.Name.objects.order_by("created_at", "normalised")
    return visible.prefetch_related(Prefetch("name_facts", names))


def _with_facts(viewer: Actor) -> QuerySet[models.Nominal]:
    """What a comparison needs."""
    addresses: QuerySet[models.Address] = models.Address.objects.order_by("created_at", "text")
    numbers: QuerySet[models.Identifier] = models.Identifier.objects.order_by("created_at", "value")
    return _with_names(viewer).prefetch_related(
        Prefetch("address_facts", addresses), Prefetch("identifier_facts", numbers)
    )


def _names(nominal: models.Nominal) -> list[Name]:
    """The main name first; an empty one where none is known."""
    names = sorted(nominal.name_facts.all(), key=lambda name: name.kind != NameKind.MAIN)
    return [Name(name.forenames, name.surname) for name in names] or [Name()]


def _heading(nominal: models.Nominal) -> NominalHeading:
    main = _names(nominal)[0]
    return NominalHeading(
        id=nominal.pk,
        compartment_id=nominal.compartment_id,
        reference=references.shown(nominal.reference),
        name=" ".join(f"{main.forenames} {main.surname}".split()) or "—",
        short_name=short_name(main),
        born=nominal.born,
    )
