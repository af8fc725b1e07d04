"""Who is around a person, as far as the viewer may know both of any two."""

import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, When

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Key, Order, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.identity import Person
from caseward.nominals import policies
from caseward.nominals.models import ContactSafety, Relation
from caseward.nominals.models.relations import STANDS
from caseward.nominals.queries.details import Corrected, corrected, provenance_of
from caseward.nominals.queries.linked import joined
from caseward.nominals.queries.records import NominalHeading, headings, known_people
from caseward.nominals.vocabulary import Provenance, RelationId, RelationKind


AT_ONCE = 100
# What stands before what is over, and of each the newest first.
NEWEST = Order((Key("still", int), Key("created_at", datetime), Key("id")), descending=True)
KINDS = ("relations", "between-people")
WHO = ("created_by", "ended_by", "corrected_by")


@dataclass(frozen=True, slots=True)
class Tie:
    """That `one` is the `kind` of `other`; `ended` and `corrected` say by whom, when and why it is so no longer."""

    id: RelationId
    version: int
    one: NominalHeading
    kind: RelationKind
    other: NominalHeading
    provenance: Provenance
    by: str
    at: datetime
    ended: Corrected | None
    corrected: Corrected | None
    may_change: bool

    @property
    def stands(self) -> bool:
        """Whether it is still taken for true, and still so."""
        return self.ended is None and self.corrected is None


@dataclass(frozen=True, slots=True)
class Associates:
    """A person, a page of what others are to him (`one` is always the other), and what these are to each other.

    `records` are his own and those that are linked with it; `never_told` and `unsafe` are people to take care with.
    `among` speaks of those on the page, and `more_among` says that older relations of theirs are left out.
    """

    heading: NominalHeading
    records: frozenset[UUID]
    page: Page[Tie]
    among: tuple[Tie, ...]
    more_among: bool
    never_told: frozenset[UUID]
    unsafe: frozenset[UUID]

    @property
    def own(self) -> tuple[Tie, ...]:
        """The relations of the page."""
        return tuple(self.page.rows)


@functools.cache
def _read(version: str) -> Mapping[str, RelationKind]:
    kinds = catalogue().table(*KINDS, version=version)["kind"]
    return {key: RelationKind(key=key, **said) for key, said in kinds.items()}


def relation_kinds() -> Mapping[str, RelationKind]:
    """What people can be to each other, as it is published."""
    return _read(catalogue().table(*KINDS)["version"])


def relation_groups() -> Mapping[str, str]:
    """The sorts of relation, each with its title."""
    groups: dict[str, str] = catalogue().table(*KINDS)["group"]
    return groups


@query
def associates(*, viewer: Actor, nominal_id: UUID, place: Place = START) -> Associates:
    """Everybody around a person under any record of his; NotVisible where the viewer may not know the person."""
    heading = headings(viewer=viewer, nominal_ids=[nominal_id]).get(nominal_id)
    if heading is None:
        raise NotVisible
    records = _records(viewer, nominal_id)
    page = NEWEST.page(_visible(viewer, _touching(records)), place, size=AT_ONCE)
    around = _others(page.rows, records)
    beside = _between(viewer, _others((row for row in page.rows if row.still), records))
    known = headings(viewer=viewer, nominal_ids={*around, *records})
    never_told, unsafe = _to_take_care_with(viewer, records, around)
    return Associates(
        heading=heading,
        records=records,
        page=page.showing(_ties(viewer, page.rows, known, records)),
        among=tuple(_ties(viewer, beside[:AT_ONCE], known, frozenset())),
        more_among=len(beside) > AT_ONCE,
        never_told=never_told,
        unsafe=unsafe,
    )


@query
def relation(*, viewer: Actor, nominal_id: UUID, relation_id: UUID) -> Tie:
    """One relation of a person, under any record of his; NotVisible where the viewer may not know both people."""
    records = _records(viewer, nominal_id)
    rows = list(_visible(viewer, _touching(records)).filter(pk=relation_id))
    known = headings(viewer=viewer, nominal_ids={key for row in rows for key in row.both})
    found = next(iter(_ties(viewer, rows, known, records)), None)
    if found is None:
        raise NotVisible
    return found


def _records(viewer: Actor, nominal_id: UUID) -> frozenset[UUID]:
    others = joined(viewer=viewer, nominal_id=nominal_id).records
    return frozenset({nominal_id, *(one.id for one in others)})


def _touching(records: Collection[UUID]) -> Q:
    return Q(nominal__in=records) | Q(other__in=records)


def _others(rows: Iterable[Relation], records: Collection[UUID]) -> set[UUID]:
    return {key for row in rows for key in row.both}.difference(records)


def _between(viewer: Actor, around: Collection[UUID]) -> list[Relation]:
    """What stands between people around somebody, the newest first, and one more than is shown."""
    found = _visible(viewer, STANDS & Q(nominal__in=around, other__in=around))
    return list(found.order_by("-created_at", "-id")[: AT_ONCE + 1])


def _visible(viewer: Actor, ends: Q) -> Any:  # noqa: ANN401  a question about relations
    still = Case(When(STANDS, then=1), default=0)
    return Relation.objects.visible_to(viewer).filter(ends).select_related(*WHO).annotate(still=still)


def _ties(
    viewer: Actor, rows: Iterable[Relation], known: Mapping[UUID, NominalHeading], person: Collection[UUID]
) -> Iterable[Tie]:
    """Each as it is read: the other first, then what he is to this person."""
    for row in rows:
        may_view = all(policies.may_view(viewer, one) for one in row.compartments)
        if may_view and known.keys() >= {*row.both}:
            yield _tie(viewer, row, known, is_turned=row.nominal_id in person)


def _tie(viewer: Actor, row: Relation, known: Mapping[UUID, NominalHeading], *, is_turned: bool) -> Tie:
    kind = _kind(row.kind)
    one, other = known[row.nominal_id], known[row.other_id]
    return Tie(
        id=RelationId(row.pk),
        version=row.version,
        one=other if is_turned else one,
        kind=_kind(kind.inverse) if is_turned else kind,
        other=one if is_turned else other,
        provenance=provenance_of(row),
        by=row.created_by.name,
        at=row.created_at,
        ended=_ended(row),
        corrected=corrected(row),
        may_change=bool(policies.may_speak_of(viewer, *row.compartments)),
    )


def _kind(key: str) -> RelationKind:
    """A kind that was withdrawn stays readable by its key."""
    return relation_kinds().get(key) or RelationKind(key=key, title=key, inverse=key, group="circle")


def _ended(row: Relation) -> Corrected | None:
    if row.ended_at is None or row.ended_by is None:
        return None
    return Corrected(by=row.ended_by.name, at=row.ended_at, because=row.ended_because or "")


def _to_take_care_with(
    viewer: Actor, records: Collection[UUID], around: Collection[UUID]
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Who must never be told anything, and who lives or answers where contact is not safe."""
    said = list(ContactSafety.objects.visible_to(viewer).filter(nominal_id__in=records))
    if not said or not around:
        return frozenset(), frozenset()
    people = known_people(viewer=viewer, nominal_ids=around)
    never_told = {key for key, (_, who) in people.items() if any(_is_never_told(one, who) for one in said)}
    unsafe = {key for key, (_, who) in people.items() if any(_is_unsafe(one, who) for one in said)}
    return frozenset(never_told), frozenset(unsafe)


def _is_never_told(safety: ContactSafety, person: Person) -> bool:
    names = (person.name, *person.aliases)
    return any(policies.is_never_told(safety, f"{one.forenames} {one.surname}") for one in names)


def _is_unsafe(safety: ContactSafety, person: Person) -> bool:
    numbers = [one.canonical for one in person.identifiers]
    homes = [words for one in person.addresses for words in (one.street, f"{one.street} {one.postcode}")]
    return any(policies.is_unsafe(safety, one) for one in (*numbers, *homes))
