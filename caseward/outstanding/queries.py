"""What is out on people: of one case with every attempt, and of the units that the viewer knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from caseward.cases.models import Case
from caseward.cases.queries.headings import CaseHeading, heading, person_names, with_names
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed, next_of_records, of_record
from caseward.outstanding.models import IS_OUT, LONGEST_OUT, Attempt, Item
from caseward.outstanding.vocabulary import ItemId, Sort


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt in words."""

    occurred_at: datetime
    by: str
    place: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What is out on the person of a case, in a line."""

    id: ItemId
    version: int
    case_id: UUID
    reference: str
    name: str
    sort: Sort
    since: date
    words: str
    owner: str
    owner_id: UUID
    tried_at: datetime | None
    ended_at: datetime | None
    ended_as: str
    ended_because: str


@dataclass(frozen=True, slots=True)
class ItemFile:
    """One item with its attempts, the latest first, and what is owed about it."""

    row: ItemRow
    compartment_id: UUID
    attempts: tuple[AttemptRow, ...]
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class OfCase:
    """What is, and was, out on the person of a case."""

    case: CaseHeading
    compartment_id: UUID
    items: tuple[ItemRow, ...]


def sorts() -> dict[str, Sort]:
    """What the register knows, as it is published."""
    found: dict[str, Any] = catalogue().table("outstanding", "outstanding")["sort"]
    return {key: Sort(key, one["title"], one["asks"], tuple(one["ends_as"])) for key, one in found.items()}


def endings() -> dict[str, str]:
    """How an item can end, in words."""
    found: dict[str, Any] = catalogue().table("outstanding", "outstanding")["ending"]
    return {key: one["title"] for key, one in found.items()}


def clocks() -> frozenset[str]:
    """The clocks that run while an item is out."""
    return frozenset(catalogue().table("outstanding", "outstanding")["clocks"])


@query
def register(*, viewer: Actor, place: Place = START) -> Page[ItemRow]:
    """What is out in the units that the viewer knows, the longest first; for those who read cases somewhere."""
    mine = viewer.where("case.read")
    if not mine:
        raise NotVisible
    page = LONGEST_OUT.page(_in_a_line(Item.objects.visible_to(viewer).within(mine).filter(IS_OUT)), place)
    return page.showing(_rows(page.rows, viewer))


@query
def of_case(*, viewer: Actor, case_id: UUID) -> OfCase | None:
    """Everything in the register about a case, what is out first; None for no case of the viewer's."""
    case = with_names(Case.objects.visible_to(viewer).filter(pk=case_id)).first()
    if case is None:
        return None
    found = _in_a_line(Item.objects.visible_to(viewer).filter(case_id=case_id))
    rows = _rows(found.order_by(F("ended_at").desc(nulls_first=True), "since", "id"), viewer)
    return OfCase(heading(case), case.compartment_id, tuple(rows))


@query
def item(*, viewer: Actor, item_id: UUID, now: datetime) -> ItemFile | None:
    """One item with its attempts; None for one that the viewer may not know."""
    found = _in_a_line(Item.objects.visible_to(viewer).filter(pk=item_id)).first()
    if found is None:
        return None
    tried = Attempt.objects.visible_to(viewer).filter(item_id=item_id).order_by("-occurred_at", "-pk")
    [row] = _rows([found], viewer)
    return ItemFile(
        row=row,
        compartment_id=found.compartment_id,
        attempts=tuple(AttemptRow(one.occurred_at, one.by, one.place, one.outcome) for one in tried),
        owed=of_record(viewer=viewer, about_id=item_id, now=now),
    )


@query
def next_due(*, viewer: Actor, rows: Iterable[ItemRow], now: datetime) -> dict[UUID, Owed]:
    """What is due first about each of the items."""
    return next_of_records(viewer=viewer, about_ids=[one.id for one in rows], now=now)


def _in_a_line(found: QuerySet[Item]) -> QuerySet[Item]:
    tried = Attempt.objects.filter(item=OuterRef("pk")).order_by().values("item")
    return found.annotate(
        of_case=F("case__reference"),
        owned_by=F("owner__name"),
        tried_at=Subquery(tried.annotate(last=Max("occurred_at")).values("last")),
    )


def _rows(found: Iterable[Item], viewer: Actor) -> list[ItemRow]:
    items, known, ends = list(found), sorts(), endings()
    names = person_names(viewer=viewer, case_ids=[one.case_id for one in items]) if items else {}
    return [_row(one, names.get(one.case_id, ""), known, ends) for one in items]


def _row(one: Item, name: str, known: dict[str, Sort], ends: dict[str, str]) -> ItemRow:
    beside = vars(one)
    return ItemRow(
        id=ItemId(one.pk),
        version=one.version,
        case_id=one.case_id,
        reference=references.shown(beside["of_case"]),
        name=name,
        sort=known[one.sort],
        since=one.since,
        words=one.words,
        owner=beside["owned_by"],
        owner_id=one.owner_id,
        tried_at=beside["tried_at"],
        ended_at=one.ended_at,
        ended_as=ends[one.ended_as] if one.ended_as else "",
        ended_because=one.ended_because or "",
    )
