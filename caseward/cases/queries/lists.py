"""Lists of cases: mine, the unit's, open and closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from caseward.cases.models import Case
from caseward.cases.queries.files import CaseHeading, headed
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.obligations.queries import Owed, next_of_records
from caseward.ui import pages


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list, with what is due next."""

    heading: CaseHeading
    next_due: Owed | None
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases an officer of the unit owns."""

    owner_id: UUID
    owner: str
    open_cases: int


@query
def cases(
    *, viewer: Actor, now: datetime, number: int = 1, is_mine: bool = False, is_closed: bool = False
) -> pages.Page[CaseRow]:
    """Cases that the viewer may know, newest first."""
    found = Case.objects.visible_to(viewer).select_related("owner").filter(closed_at__isnull=not is_closed)
    found = found.filter(owner_id=viewer.id) if is_mine else found
    offered = Count("offers", filter=Q(offers__answered_at__isnull=True))
    order = ("-closed_at", "pk") if is_closed else ("-opened_at", "pk")
    page = list(found.annotate(open_offers=offered).order_by(*order)[pages.window(number)])
    heads = headed(viewer, page)
    due = next_of_records(viewer=viewer, about_ids=[case.pk for case in page], now=now)
    rows = [CaseRow(heads[case.pk], due.get(case.pk), bool(case.open_offers)) for case in page]
    return pages.page_of(rows, number=number)


@query
def team(*, viewer: Actor) -> list[Load]:
    """Who in the viewer's units owns how many open cases, most first."""
    mine = Case.objects.visible_to(viewer).filter(
        compartment_id__in=viewer.where("team.read"), closed_at__isnull=True
    )
    counted = mine.values("owner_id", "owner__name").annotate(open_cases=Count("id"))
    rows = [Load(row["owner_id"], row["owner__name"], row["open_cases"]) for row in counted]
    return sorted(rows, key=lambda row: (-row.open_cases, row.owner))


@query
def unit_names(*, viewer: Actor) -> list[str]:
    """The compartments of cases that the viewer may know, by title."""
    mine = Compartment.objects.filter(pk__in=viewer.where("case.read"))
    return list(mine.order_by("title").values_list("title", flat=True))
