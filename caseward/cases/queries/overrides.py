"""The gates set aside for the present stage, as the kernel judges them."""

from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from caseward.cases.models import Case, SetAside
from caseward.cases.queries.matters import pathway_of
from caseward.foundation.database.kept import kept
from caseward.kernel.pathways import Override


def overrides_of(case: Case) -> tuple[Override, ...]:
    """One override for each gate: by whoever said so first, with the second who agreed, if another did."""
    rows = _said(case.pk, case.stage)
    return tuple(_override(case, gate, list(said)) for gate, said in groupby(rows, key=lambda row: row.gate))


@kept
def _said(case_id: UUID, stage: str) -> QuerySet[SetAside]:
    return SetAside.objects.filter(case_id=case_id, stage=stage).order_by("gate", "created_at")


def _override(case: Case, gate: str, said: list[SetAside]) -> Override:
    first = said[0]
    second = next((row.created_by_id for row in said if row.created_by_id != first.created_by_id), None)
    capability = pathway_of(case).gate(gate).overridable_by
    # Whoever wrote the row held the capability then: the command that wrote it asked.
    held = frozenset({capability} if capability else ())
    return Override(
        gate=gate, because=first.because, by=first.created_by_id, capabilities=held, second_person=second
    )
