"""What a reader may learn of the ids in a diary: references of records he may know, words he may read, names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from caseward.cases.models import Case, SearchPurpose
from caseward.foundation.commands import query
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.nominals.models import Nominal
from caseward.obligations.vocabulary import MatterKind
from caseward.oversight.models import DiaryPurpose
from caseward.referrals.models import Referral


MODELS: tuple[tuple[MatterKind, Any], ...] = (
    (MatterKind.CASE, Case),
    (MatterKind.REFERRAL, Referral),
    (MatterKind.NOMINAL, Nominal),
)
HEX = 32  # digits of an id at the end of a purpose


@dataclass(frozen=True, slots=True)
class Known:
    """A record that the reader may know of."""

    id: UUID
    kind: MatterKind
    reference: str


@query
def known_records(*, viewer: Actor, record_ids: Collection[UUID]) -> dict[UUID, Known]:
    """Those of the records that the viewer may know, by id; the others stay ids."""
    found: dict[UUID, Known] = {}
    for kind, model in MODELS if record_ids else ():
        rows = model.objects.visible_to(viewer).filter(pk__in=set(record_ids))
        found |= {row.pk: Known(row.pk, kind, references.shown(row.reference)) for row in rows}
    return found


@query
def said_in_words(*, viewer: Actor, purposes: Iterable[str]) -> dict[str, str]:
    """What was typed beside purposes, where the viewer may read it and it has not gone."""
    by_id = {UUID(code[-HEX:]): code for code in purposes if _has_id(code)}
    if not by_id:
        return {}
    said: dict[str, str] = {}
    for model in (SearchPurpose, DiaryPurpose):
        rows = model.objects.visible_to(viewer).filter(pk__in=by_id)
        said |= {by_id[row.pk]: row.words for row in rows if row.words}
    return said


def _has_id(code: str) -> bool:
    tail = code.rpartition(".")[2]
    return len(tail) == HEX and all(digit in "0123456789abcdef" for digit in tail)
