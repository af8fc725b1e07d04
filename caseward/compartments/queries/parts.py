"""The parts of a case: for whom each is, who reads them from outside, and what such a reader is shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caseward.cases.models import Case, Finding
from caseward.chronology.models import Entry
from caseward.compartments.models import Part, Section
from caseward.compartments.vocabulary import Audience, PartOf
from caseward.decisions.models import DecisionRecord
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.storage import errors, files, vaults
from caseward.foundation.storage.models import StoredFile
from caseward.kernel import references
from caseward.kernel.access import Actor


LINE = 120  # characters of a part's words by which it is known again
MINE = "select case_id, reference, audience, until from sec.my_cases_in_part() order by reference"


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a case and for whom it is."""

    id: UUID
    of: PartOf
    kind: str
    kind_label: str
    text: str
    at: datetime
    audience: Audience = Audience.POLICE
    because: str = ""

    @property
    def words(self) -> str:
        """Enough of it to know it again."""
        return Truncator(self.text).chars(LINE)

    @property
    def is_fixed(self) -> bool:
        """Whether it is for the police whatever somebody says."""
        return self.of is PartOf.ENTRY and self.kind in defaults()["never"]


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody outside the police who reads parts of a case."""

    id: UUID
    version: int
    name: str
    audience: str
    because: str
    given_by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case of which the viewer reads parts."""

    id: UUID
    reference: str
    audience: Audience
    until: datetime


def defaults() -> dict[str, Any]:
    """For whom each kind of part usually is, and what never leaves the police."""
    found = catalogue().table("audiences", "parts-of-a-case")
    return {name: found[name] for name in ("never", "entry", "record")}


@query
def parts(*, viewer: Actor, case_id: UUID) -> list[PartRow]:
    """Every part of a case and for whom it is, the latest first; for those who know of the case."""
    if not Case.objects.visible_to(viewer).filter(pk=case_id).exists():
        raise NotVisible
    marked = {one.record_id: one for one in Section.objects.visible_to(viewer).filter(about_id=case_id)}
    return [
        replace(
            one, audience=_audience(one, marked), because=marked[one.id].because if one.id in marked else ""
        )
        for one in _parts(case_id)
    ]


@query
def readers(*, viewer: Actor, case_id: UUID, now: datetime) -> list[ReaderRow]:
    """Who reads parts of the case from outside; for those who know of the case."""
    found = Part.objects.visible_to(viewer).filter(about_id=case_id, ended_at__isnull=True, until__gt=now)
    return [
        ReaderRow(
            one.pk,
            one.version,
            one.user.name,
            str(Audience(one.audience).label),
            one.because,
            one.created_by.name,
            one.until,
        )
        for one in found.select_related("user", "created_by").order_by("user__name")
    ]


@query
def shared_with_me(*, viewer: Actor) -> list[SharedCase]:  # noqa: ARG001  the database asks who it is
    """The cases of which the viewer reads parts."""
    with connection.cursor() as cursor:
        cursor.execute(MINE)
        return [
            SharedCase(case_id, references.shown(reference), Audience(audience), until)
            for case_id, reference, audience, until in cursor.fetchall()
        ]


@query
def shared_parts(*, viewer: Actor, case_id: UUID) -> list[PartRow]:  # noqa: ARG001  the database asks who it is
    """What of a case is for the viewer, the latest first: just what row-level security lets through."""
    return _parts(case_id)


def _audience(part: PartRow, marked: dict[UUID, Section]) -> Audience:
    if part.id in marked:
        return Audience(marked[part.id].audience)
    usual = defaults()
    told = usual["entry"].get(part.kind) if part.of is PartOf.ENTRY else usual["record"].get(part.of.value)
    return Audience(told or Audience.POLICE)


def _parts(case_id: UUID) -> list[PartRow]:
    """Every part that row-level security lets through, the latest first."""
    entries = [
        PartRow(one.pk, PartOf.ENTRY, one.kind, str(one.get_kind_display()), one.text, one.created_at)
        for one in Entry.objects.filter(about_id=case_id, amends__isnull=True)
    ]
    decisions = [
        _row(one.pk, PartOf.DECISION, f"{one.title}: {one.outcome_words}. {one.rationale}", one.decided_at)
        for one in DecisionRecord.objects.filter(about_id=case_id)
    ]
    findings = [
        _row(one.pk, PartOf.FINDING, one.because, one.created_at)
        for one in Finding.objects.filter(case_id=case_id)
    ]
    kept = [
        _row(one.pk, PartOf.FILE, _name(one), one.created_at)
        for one in StoredFile.objects.filter(about_id=case_id)
    ]
    found = [*entries, *decisions, *findings, *kept]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _row(record_id: UUID, of: PartOf, text: str, at: datetime) -> PartRow:
    return PartRow(record_id, of, "", str(of.label), text, at)


def _name(file: StoredFile) -> str:
    try:
        return files.name_of(vaults.for_reading(file.key_id), file)
    except errors.Erased:
        return _("Erased file")
