"""Reading people's records by id or reference, always as the viewer may know them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
)

from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel import identifiers, references
from caseward.kernel.access import Actor
from caseward.kernel.dates import Born
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import models
from caseward.nominals.queries.details import WHO, Detail, details_of
from caseward.nominals.vocabulary import LinkState, NameKind, Said


CALLED = "called"
ORDERED: dict[type[models.KnownFact], str] = {
    models.Name: "normalised",
    models.Birth: "id",
    models.Address: "text",
    models.Identifier: "value",
}
MAIN_FIRST = ExpressionWrapper(Q(kind=NameKind.MAIN), BooleanField()).desc()


@dataclass(frozen=True, slots=True)
class NominalHeading:
    """A person in a line: reference as shown, name, birth in words, and where the record is kept."""

    id: UUID
    compartment_id: UUID
    reference: str
    name: str
    short_name: str
    born: Born | None

    @classmethod
    def of(cls, nominal: models.Nominal, *, name: Name) -> Self:
        """From the record and the person's main name."""
        columns = (nominal.pk, nominal.compartment_id, nominal.reference)
        return cls.from_columns(columns, name=name, born=nominal.born)

    @classmethod
    def from_columns(cls, columns: tuple[UUID, UUID, str], *, name: Name, born: Born | None) -> Self:
        """From the record's id, compartment and stored reference."""
        key, compartment_id, reference = columns
        return cls(
            id=key,
            compartment_id=compartment_id,
            reference=references.shown(reference),
            name=" ".join(f"{name.forenames} {name.surname}".split()) or "—",
            short_name=short_name(name),
            born=born,
        )


@dataclass(frozen=True, slots=True)
class NominalFile:
    """Everything one record says of a person, and whom he was mistaken for."""

    heading: NominalHeading
    person: Person
    details: tuple[Detail, ...]
    version: int
    not_the_same_as: tuple[NominalHeading, ...]


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
    found = _called(viewer.compartments, set(nominal_ids))
    return {n.pk: NominalHeading.of(n, name=named(vars(n)[CALLED])) for n in found}


@kept
def _called(known: frozenset[UUID], nominal_ids: set[UUID]) -> QuerySet[models.Nominal]:
    found: QuerySet[models.Nominal] = models.Nominal.objects.known_in(known).filter(pk__in=nominal_ids)
    return found.annotate(**{CALLED: name_beside("pk")})


def name_beside(nominal: str) -> Subquery:
    """For rows that point at a person: what `named` makes the main name of; None where no name may be known."""
    of_person = models.Name.objects.filter(nominal_id=OuterRef(nominal))
    main_first = of_person.order_by(MAIN_FIRST, "created_at", "normalised")
    both: Func = Func(
        "forenames", "surname", template="array[%(expressions)s]", output_field=ArrayField(TextField())
    )
    return Subquery(main_first.values(both=both)[:1])


def named(beside: Sequence[str] | None) -> Name:
    """The name that stood beside a row; an empty one for none."""
    return Name(*beside) if beside else Name()


@query
def file_of(*, viewer: Actor, nominal_id: UUID) -> NominalFile | None:
    """All that one record says; None when there is none that the viewer may know."""
    nominal = (
        _with_facts(viewer, *WHO).prefetch_related(_facts(models.Birth, *WHO)).filter(pk=nominal_id).first()
    )
    if nominal is None:
        return None
    others = _told_apart_from(viewer, nominal_id)
    return NominalFile(
        heading=_heading(nominal),
        person=known_person(nominal),
        details=details_of(nominal),
        version=nominal.version,
        not_the_same_as=tuple(headings(viewer=viewer, nominal_ids=others).values()),
    )


@query
def known_people(
    *, viewer: Actor, nominal_ids: Collection[UUID]
) -> dict[UUID, tuple[NominalHeading, Person]]:
    """People as the kernel compares them, those whom the viewer may know."""
    found = _with_facts(viewer).filter(pk__in=nominal_ids)
    return {nominal.pk: (_heading(nominal), known_person(nominal)) for nominal in found}


def known_person(nominal: models.Nominal, *, with_corrected: bool = False) -> Person:
    """The record as the kernel compares it; give it with its facts prefetched.

    A name that was found wrong is still found by and compared: another source may have it so. An address or a number
    found wrong is evidence of nothing.
    """
    main, *aliases = _names(nominal)
    addresses, numbers = nominal.address_facts.all(), nominal.identifier_facts.all()
    return Person(
        name=main,
        aliases=tuple(aliases),
        born=nominal.born,
        addresses=tuple(
            Address(one.text, one.postcode) for one in addresses if with_corrected or one.corrected_at is None
        ),
        identifiers=tuple(
            identifiers.Identifier(identifiers.Kind(one.kind), one.value)
            for one in numbers
            if with_corrected or one.corrected_at is None
        ),
    )


def short_name(name: Name) -> str:
    """Forename and initial, as lists show people: "Callum H."."""
    first = name.forenames.split()[:1]
    initial = (
        [f"{name.surname.strip()[:1].upper()}."] if name.surname.strip() and first else [name.surname.strip()]
    )
    return " ".join([*first, *initial]).strip() or "—"


def _with_names(viewer: Actor, *beside: str) -> QuerySet[models.Nominal]:
    """What a heading needs."""
    visible: QuerySet[models.Nominal] = models.Nominal.objects.visible_to(viewer)
    return visible.prefetch_related(_facts(models.Name, *beside))


def _with_facts(viewer: Actor, *beside: str) -> QuerySet[models.Nominal]:
    """What a comparison needs, and `beside` each fact what else is to be read of it."""
    return _with_names(viewer, *beside).prefetch_related(
        _facts(models.Address, *beside), _facts(models.Identifier, *beside)
    )


def _facts(model: type[models.KnownFact], *beside: str) -> "Prefetch[Any]":
    """In the order in which they became known."""
    rows: QuerySet[models.KnownFact] = model.objects.order_by("created_at", ORDERED[model], "id")
    return Prefetch(f"{model._meta.model_name}_facts", rows.select_related(*beside) if beside else rows)  # noqa: SLF001


def _told_apart_from(viewer: Actor, nominal_id: UUID) -> list[UUID]:
    words = models.PersonLink.objects.visible_to(viewer).touching([nominal_id])
    pairs = words.filter(says=Said.NOT_SAME, state=LinkState.STANDS).values_list("nominal_id", "other_id")
    return [other if one == nominal_id else one for one, other in pairs]


def _names(nominal: models.Nominal) -> list[Name]:
    """The main name first; an empty one where none is known."""
    names = sorted(nominal.name_facts.all(), key=lambda name: name.kind != NameKind.MAIN)
    return [Name(name.forenames, name.surname) for name in names] or [Name()]


def _heading(nominal: models.Nominal) -> NominalHeading:
    return NominalHeading.of(nominal, name=_names(nominal)[0])
