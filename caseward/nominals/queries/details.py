"""What is known of a person detail by detail: where each comes from, how sure it is, and what was put right since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caseward.chronology.vocabulary import Nature
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name
from caseward.nominals import models
from caseward.nominals.vocabulary import Origin, Provenance, Sort, Value


WHO = ("created_by", "corrected_by")
DETAILS: dict[Sort, type[models.KnownFact]] = {
    Sort.NAME: models.Name,
    Sort.BIRTH: models.Birth,
    Sort.ADDRESS: models.Address,
    Sort.NUMBER: models.Identifier,
}
GRADES = "intelligence-3x5x2"


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a detail was found wrong: by whom, when and why."""

    by: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing known of a person; `kind` is the kind of name or of number, empty for the rest."""

    id: UUID
    version: int
    nominal_id: UUID
    compartment_id: UUID
    sort: Sort
    kind: str
    value: Value | None
    words: str
    provenance: Provenance
    is_current: bool
    by: str
    at: datetime
    corrects: UUID | None
    corrected: Corrected | None

    @property
    def holds(self) -> bool:
        """Whether it is still taken for true."""
        return self.corrected is None and self.provenance.until is None


@query
def detail(*, viewer: Actor, detail_id: UUID) -> Detail:
    """One detail; NotVisible for none that the viewer may know."""
    for sort, model in DETAILS.items():
        row = model.objects.visible_to(viewer).select_related(*WHO).filter(pk=detail_id).first()
        if row is not None:
            return shown(row, sort)
    raise NotVisible


@query
def details(*, viewer: Actor, nominal_id: UUID) -> tuple[Detail, ...]:
    """Everything that a record says, as far as the viewer may know it."""
    return tuple(
        shown(row, sort)
        for sort, model in DETAILS.items()
        for row in model.objects.visible_to(viewer).select_related(*WHO).filter(nominal_id=nominal_id)
    )


def origin_of(row: models.Sourced) -> Origin:
    """Where a row says that it comes from."""
    return Origin(row.origin)


def details_of(nominal: models.Nominal) -> tuple[Detail, ...]:
    """Everything that a record says, in the order in which it became known; give it with its facts prefetched."""
    return tuple(_each(nominal))


def grades() -> dict[str, dict[str, str]]:
    """The published grades: what each figure and letter says."""
    table = catalogue().table("grading", GRADES)
    return {part: dict(table[part]) for part in ("source_evaluation", "intelligence_assessment", "handling")}


def shown(row: models.KnownFact, sort: Sort) -> Detail:
    """A row as a page takes it."""
    return Detail(
        id=row.pk,
        version=row.version,
        nominal_id=row.nominal_id,
        compartment_id=row.compartment_id,
        sort=sort,
        kind=getattr(row, "kind", ""),
        value=_value(row),
        words=str(row) or "—",
        provenance=provenance_of(row),
        is_current=getattr(row, "is_current", False),
        by=row.created_by.name,
        at=row.created_at,
        corrects=row.corrects_id,  # type: ignore[attr-defined]  # of each model that is one
        corrected=corrected(row),
    )


def _each(nominal: models.Nominal) -> Iterator[Detail]:
    facts = {
        Sort.NAME: nominal.name_facts,
        Sort.BIRTH: nominal.birth_facts,
        Sort.ADDRESS: nominal.address_facts,
        Sort.NUMBER: nominal.identifier_facts,
    }
    for sort, rows in facts.items():
        yield from (shown(row, sort) for row in rows.all())


def _value(row: models.KnownFact) -> Value | None:
    if isinstance(row, models.Name):
        return Name(row.forenames, row.surname)
    if isinstance(row, models.Address):
        return Address(row.text, row.postcode)
    if isinstance(row, models.Identifier):
        return Identifier(Kind(row.kind), row.value)
    return row.born if isinstance(row, models.Birth) else None


def provenance_of(row: models.Sourced) -> Provenance:
    """Where a row comes from and how sure it is."""
    return Provenance(
        origin=Origin(row.origin),
        origin_name=row.origin_name,
        source_id=row.source_id,
        grade=row.grade,
        nature=Nature(row.nature),
        since=_partial(row.since),
        until=_partial(row.until),
    )


def _partial(stored: str) -> PartialDate | None:
    return PartialDate.from_iso(stored) if stored else None


def corrected(row: models.Sourced) -> Corrected | None:
    """That a row was found wrong, if it was."""
    if row.corrected_at is None or row.corrected_by is None:
        return None
    return Corrected(by=row.corrected_by.name, at=row.corrected_at, because=row.corrected_because or "")
