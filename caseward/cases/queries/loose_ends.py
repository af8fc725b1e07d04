"""The gaps, actions and risks of a case, read together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Value

from caseward.cases.models import Action, Gap, LooseEnd, Risk
from caseward.cases.vocabulary import Axis, Level, Settled
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor


KINDS: dict[str, type[LooseEnd]] = {"gap": Gap, "action": Action, "risk": Risk}
SHARED = ("id", "version", "text", "due_on", "created_at", "settled_at", "settled_how", "settled_words")
OF_ONE_KIND = {
    "accountable": Value(""),
    "axis": Value(""),
    "level": Value(""),
    "is_volatile": Value(value=False),
}


@dataclass(frozen=True, slots=True)
class LooseEndRow:
    """A gap, an action or a risk, open or settled, in words; the fields of the other kinds are empty."""

    id: UUID
    version: int
    kind: str
    text: str
    owner: str
    due_on: date | None
    is_open: bool
    settled: str
    settled_words: str
    settled_by: str
    settled_at: datetime | None
    created_at: datetime
    accountable: str = ""
    axis: str = ""
    level: str = ""
    is_volatile: bool = False


@query
def loose_ends(*, viewer: Actor, case_id: UUID) -> tuple[LooseEndRow, ...]:
    """All of a case, the open ones first, then as they were written down."""
    found = _all(viewer.compartments, case_id)
    return tuple(map(_row, sorted(found, key=lambda one: (one["settled_at"] is not None, one["created_at"]))))


def of_kind(rows: Iterable[LooseEndRow], kind: str) -> tuple[LooseEndRow, ...]:
    """The gaps, or the actions, or the risks among them."""
    return tuple(row for row in rows if row.kind == kind)


@kept
def _all(known: frozenset[UUID], case_id: UUID) -> "QuerySet[Any, dict[str, Any]]":
    gaps, *others = (_values(known, kind, case_id) for kind in KINDS)
    return gaps.union(*others, all=True)


def _values(known: frozenset[UUID], kind: str, case_id: UUID) -> "QuerySet[Any, dict[str, Any]]":
    model = KINDS[kind]
    mine = {name for name in OF_ONE_KIND if hasattr(model, name)}
    found: QuerySet[Any] = model.objects.known_in(known).filter(case_id=case_id)
    columns = {name: F(name) if name in mine else other for name, other in OF_ONE_KIND.items()}
    return found.values(
        *SHARED, kind=Value(kind), by=F("settled_by__name"), whose=F("owner__name"),
        **{f"its_{name}": column for name, column in columns.items()},
    )  # fmt: skip


def _row(one: dict[str, Any]) -> LooseEndRow:
    return LooseEndRow(
        id=one["id"],
        version=one["version"],
        kind=one["kind"],
        text=one["text"],
        owner=one["whose"],
        due_on=one["due_on"],
        is_open=one["settled_at"] is None,
        settled=str(Settled(one["settled_how"]).label) if one["settled_how"] else "",
        settled_words=one["settled_words"] or "",
        settled_by=one["by"] or "",
        settled_at=one["settled_at"],
        created_at=one["created_at"],
        accountable=one["its_accountable"],
        axis=str(Axis(one["its_axis"]).label) if one["its_axis"] else "",
        level=str(Level(one["its_level"]).label) if one["its_level"] else "",
        is_volatile=one["its_is_volatile"],
    )
