"""Lists of cases: mine, the unit's, open and closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from caseward.cases.models import LAST_CLOSED, NEWEST, Action, Case, Gap, Offer
from caseward.cases.queries.headings import CaseHeading, heading, headings, with_names
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.obligations.queries import Owed, next_of_records


AT_MOST = 50  # lines of a board that is read whole


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


@dataclass(frozen=True, slots=True)
class Silence:
    """Something about a case that should have happened and has not, with the short name of the person."""

    owed: Owed
    name: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """A question or an action past its day."""

    id: UUID
    kind: str
    case_id: UUID
    reference: str
    text: str
    owner: str
    due_on: date


@query
def cases(
    *,
    viewer: Actor,
    now: datetime,
    place: Place = START,
    owner_id: UUID | None = None,
    is_closed: bool = False,
) -> Page[CaseRow]:
    """Cases that the viewer reads, newest first, of one owner or of all; NotVisible for whoever reads none."""
    mine = viewer.where("case.read")
    if not mine:
        raise NotVisible
    where = viewer.compartments, frozenset(mine)
    order = LAST_CLOSED if is_closed else NEWEST
    page = order.page_of(lambda there: _rows(where, owner_id, is_closed, there), place)
    due = next_of_records(viewer=viewer, about_ids=[case.pk for case in page.rows], now=now)
    return page.showing(
        CaseRow(heading(case), due.get(case.pk), vars(case)["is_offered"]) for case in page.rows
    )


@kept
def _rows(
    where: tuple[frozenset[UUID], frozenset[UUID]],
    owner_id: UUID | None,
    is_closed: bool,  # noqa: FBT001  as kept questions are asked
    there: There,
) -> QuerySet[Case]:
    known, mine = where
    found = Case.objects.known_in(known).within(mine).filter(closed_at__isnull=not is_closed)
    found = found.filter(owner_id=owner_id) if owner_id else found
    # A count would have the database group every case before it shows the first twenty-five.
    offered = Exists(Offer.objects.filter(case=OuterRef("pk"), answered_at__isnull=True))
    order = LAST_CLOSED if is_closed else NEWEST
    return order.rows(with_names(found).annotate(is_offered=offered), there)


@query
def team(*, viewer: Actor) -> list[Load]:
    """Who in the viewer's units owns how many open cases, most first; NotVisible for whoever leads none."""
    mine = _led(viewer)
    counted = mine.values("owner_id", "owner__name").annotate(open_cases=Count("id"))
    rows = [Load(row["owner_id"], row["owner__name"], row["open_cases"]) for row in counted]
    return sorted(rows, key=lambda row: (-row.open_cases, row.owner))


@query
def silences(*, viewer: Actor, now: datetime) -> list[Silence]:
    """What has not happened in time about the open cases of the viewer's units, the longest silence first."""
    late = Obligation.objects.visible_to(viewer).filter(STILL_OWED, due_at__lte=now)
    about = (
        late.filter(about_id__in=_led(viewer).values("pk"))
        .order_by("due_at")
        .values_list("about_id", flat=True)
    )
    first = next_of_records(viewer=viewer, about_ids=list(about[:AT_MOST]), now=now)
    known = headings(viewer=viewer, case_ids=list(first))
    ordered = sorted(first.items(), key=lambda each: (each[1].due_at or now, each[1].about_reference))
    return [Silence(owed, known[case_id].name) for case_id, owed in ordered if case_id in known]


@query
def overdue(*, viewer: Actor, today: date) -> list[Overdue]:
    """Questions and actions past the day that was set for them, the oldest first (failings F05)."""
    led = _led(viewer).values("pk")
    found: list[tuple[str, Gap | Action]] = []
    for kind, model in (("gap", Gap), ("action", Action)):
        open_ones = model.objects.visible_to(viewer).filter(
            settled_at__isnull=True, due_on__lt=today, case__in=led
        )
        rows = open_ones.select_related("case", "owner").order_by("due_on")[:AT_MOST]
        found += [(kind, row) for row in rows]
    return sorted((_overdue(kind, row) for kind, row in found), key=lambda one: (one.due_on, one.reference))


@query
def unit_names(*, viewer: Actor) -> list[str]:
    """The compartments of cases that the viewer may know, by title."""
    mine = Compartment.objects.filter(pk__in=viewer.where("case.read"))
    return list(mine.order_by("title").values_list("title", flat=True))


def _led(viewer: Actor) -> QuerySet[Case]:
    """The open cases of the units that the viewer leads."""
    units = viewer.where("team.read")
    if not units:
        raise NotVisible
    found: QuerySet[Case] = Case.objects.visible_to(viewer).within(units).filter(closed_at__isnull=True)
    return found


def _overdue(kind: str, row: Gap | Action, /) -> Overdue:
    if row.due_on is None:
        raise ValueError("What has no day cannot be past it.")
    return Overdue(
        id=row.pk,
        kind=kind,
        case_id=row.case_id,
        reference=references.shown(row.case.reference),
        text=row.text,
        owner=row.owner.name,
        due_on=row.due_on,
    )
