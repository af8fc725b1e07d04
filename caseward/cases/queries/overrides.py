"""The gates set aside for the present stage, as the kernel judges them."""

from itertools import groupby

from caseward.cases.models import Case, SetAside
from caseward.cases.queries.matters import pathway_of
from caseward.kernel.pathways import Override


def overrides_of(case: Case) -> tuple[Override, ...]:
    """One override for each gate: by whoever said so first, with the second who agreed, if another did."""
    rows = case.set_aside.filter(stage=case.stage).order_by("gate", "created_at")
    return tuple(_override(case, gate, list(said)) for gate, said in groupby(rows, key=lambda row: row.gate))


def _override(case: Case, gate: str, said: list[SetAside]) -> Override:
    first = said[0]
    second = next((row.created_by_id for row in said if row.created_by_id != first.created_by_id), None)
    capability = pathway_of(case).gate(gate).overridable_by
    # Whoever wrote the row held the capability then: the command that wrote it asked.
    held = frozenset({capability} if capability else ())
    return Override(
        gate=gate, because=first.because, by=first.created_by_id, capabilities=held, second_person=second
    )
