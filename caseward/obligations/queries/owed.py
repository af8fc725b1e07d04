"""What is owed: whose, about what, and how it stands now; overdue is asked of the stored due time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable

from caseward.foundation.commands import query
from caseward.foundation.commands.context import LONDON
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import clocks
from caseward.kernel.access import Actor
from caseward.obligations.models import SOONEST, STILL_OWED, Obligation
from caseward.obligations.queries.working_out import derived, paused_then
from caseward.obligations.vocabulary import Burden, Group, MatterKind, ObligationId, Sought
from caseward.ui import components


A_WEEK = 7  # days, today included

Known = frozenset[UUID]
Bounds = tuple[datetime, ...]
# Which capabilities somebody has where.
Queues = tuple[tuple[list[UUID], list[str]], ...]
Whose = tuple[Known, UUID, Known, Queues]

OWNED = "is_owned"

URGENCY = {
    Group.LATE: components.Urgency.LATE,
    Group.TODAY: components.Urgency.TODAY,
    Group.WEEK: components.Urgency.SOON,
    Group.LATER: components.Urgency.LATER,
    Group.WAITING: components.Urgency.LATER,
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed, and how it stands at the moment asked about; `owed_by` is empty for the queue."""

    id: ObligationId
    version: int
    about_id: UUID
    about_kind: MatterKind
    about_reference: str
    rule_key: str
    title: str
    because: str
    group: Group
    stands: str
    due_at: datetime | None
    due_on: date | None
    paused_while: str
    note: str
    owed_by_id: UUID | None
    owed_by: str
    compartment_id: UUID
    capability: str

    @property
    def line(self) -> components.Due:
        """As a due line, for the head of a case and for lists of what is owed about one record."""
        return components.Due(
            what=self.title,
            how_late=self.stands,
            urgency=self.urgency,
            on=self.due_on,
            rule=self.because,
        )

    @property
    def urgency(self) -> components.Urgency:
        """How a page colours it."""
        return URGENCY[self.group]

    @property
    def is_late(self) -> bool:
        """Whether its time has run out."""
        return self.group is Group.LATE


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things the viewer owes, by where they stand."""

    late: int
    today: int
    week: int
    later: int
    waiting: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.late + self.today + self.week + self.later + self.waiting


def owned_by(viewer: Actor) -> Combinable:
    """For rows about a record, as `OWNED`: whether the viewer owns that record, as the app that keeps it says."""
    ways = [
        Exists(
            config.get_model(one.model)._default_manager.filter(  # noqa: SLF001  as Django names it
                reduce(or_, (Q(**{column: OuterRef("about_id")}) for column in one.about)),
                owner_id=viewer.id,
            )
        )
        for config in apps.get_app_configs()
        for one in getattr(config, "owned", ())
    ]
    return reduce(or_, ways)


@query
def owed_by(
    *,
    viewer: Actor,
    now: datetime,
    kind: MatterKind | None = None,
    group: Group | None = None,
    place: Place = START,
    covering: Known = frozenset(),
) -> Page[Owed]:
    """What the viewer, or anybody he covers for, owes or can take from a queue, soonest first, what waits last."""
    whose, bounds = _theirs(viewer, covering), _bounds(group, now) if group else ()
    page = SOONEST.page_of(lambda there: _owed_rows(whose, kind, group, bounds, there), place)
    return page.showing(as_owed(obligation, now) for obligation in page.rows)


@query
def counts(*, viewer: Actor, now: datetime, covering: Known = frozenset()) -> Counts:
    """How many things the viewer owes or can take, by where they stand; never more than are on the list."""
    found = _counted(_theirs(viewer, covering), tuple(_bounds(group, now) for group in Group))
    numbers = found[0] if found else (0,) * len(Group)  # nothing is asked for somebody who knows no unit
    return Counts(**dict(zip(map(str, Group), numbers, strict=True)))


@query
def of_record(*, viewer: Actor, about_id: UUID, now: datetime) -> tuple[Owed, ...]:
    """Everything still owed about a record, soonest first."""
    return tuple(as_owed(obligation, now) for obligation in _about(viewer.compartments, about_id))


@query
def of_record_then(*, viewer: Actor, about_id: UUID, at: datetime) -> tuple[Owed, ...]:
    """What was owed about a record at an instant, by the due times that hold now, soonest first.

    A pause that began later is left out; who owes it now is who is shown.
    """
    began = Obligation.objects.visible_to(viewer).filter(about_id=about_id, created_at__lte=at)
    owed = began.filter(STILL_OWED | Q(ended_at__gt=at))
    return tuple(as_owed(paused_then(one, at), at) for one in with_bearer(owed).order_by(*SOONEST.by()))


@query
def next_of_records(*, viewer: Actor, about_ids: Iterable[UUID], now: datetime) -> dict[UUID, Owed]:
    """What is due first about each of the records, for lists; records about which nothing is owed are left out."""
    first = _first_about(viewer.compartments, list(about_ids))
    return {obligation.about_id: as_owed(obligation, now) for obligation in first}


@query
def owed_in(*, viewer: Actor, now: datetime, sought: Sought, place: Place = START) -> Page[Owed]:
    """What is owed in some of the compartments that the viewer knows, soonest first."""
    where = viewer.compartments, sought.within & viewer.compartments
    whose, bounds = (sought.owner_id, sought.is_queued), _bounds(sought.group, now) if sought.group else ()
    page = SOONEST.page_of(
        lambda there: _rows_in(where, whose, sought.rules, sought.group, bounds, there), place
    )
    return page.showing(as_owed(obligation, now) for obligation in page.rows)


@query
def burdens(*, viewer: Actor, now: datetime, within: frozenset[UUID]) -> list[Burden]:
    """How much is late and how much is due today in some compartments, by who owes it; no row for whoever owes none."""
    tonight, _ = _ends(now)
    return [Burden(*row) for row in _burdens(viewer.compartments, within & viewer.compartments, now, tonight)]


@kept
def _owed_rows(
    whose: Whose, kind: MatterKind | None, group: Group | None, bounds: Bounds, there: There
) -> QuerySet[Obligation]:
    mine = _falling_to(whose)
    mine = mine.filter(about_kind=kind) if kind else mine
    mine = mine.filter(_within(group, bounds)) if group else mine
    return SOONEST.rows(with_bearer(mine), there)


@kept
def _counted(whose: Whose, each: tuple[Bounds, ...]) -> "QuerySet[Any, Any]":
    within = (_within(group, bounds) for group, bounds in zip(Group, each, strict=True))
    numbers = {str(group): Count("id", filter=here) for group, here in zip(Group, within, strict=True)}
    return _falling_to(whose).values(all=Value(1)).annotate(**numbers).values_list(*numbers)


@kept
def _rows_in(
    where: tuple[Known, Known],
    whose: tuple[UUID | None, bool],
    rules: frozenset[str],
    group: Group | None,
    bounds: Bounds,
    there: There,
) -> QuerySet[Obligation]:
    (known, within), (owner_id, is_queued) = where, whose
    found = Obligation.objects.known_in(known).within(within).filter(STILL_OWED)
    found = found.filter(owed_by__isnull=True) if is_queued else found
    found = found.filter(owed_by_id=owner_id) if owner_id else found
    found = found.filter(rule_key__in=rules) if rules else found
    found = found.filter(_within(group, bounds)) if group else found
    return SOONEST.rows(with_bearer(found), there)


@kept
def _burdens(known: Known, within: Known, now: datetime, tonight: datetime) -> "QuerySet[Any, Any]":
    due = Obligation.objects.known_in(known).within(within).filter(STILL_OWED, due_at__lte=tonight)
    counted = due.values("owed_by_id", "owed_by__name")
    late, today = Count("id", filter=Q(due_at__lte=now)), Count("id", filter=Q(due_at__gt=now))
    return counted.annotate(late=late, today=today).values_list(
        "owed_by_id", "owed_by__name", "late", "today"
    )


@kept
def _about(known: Known, about_id: UUID) -> QuerySet[Obligation]:
    about = Obligation.objects.known_in(known).filter(STILL_OWED, about_id=about_id)
    return with_bearer(about).order_by(*SOONEST.by())


@kept
def _first_about(known: Known, about_ids: list[UUID]) -> QuerySet[Obligation]:
    about = Obligation.objects.known_in(known).filter(STILL_OWED, about_id__in=about_ids)
    return with_bearer(about).order_by("about_id", *SOONEST.by()).distinct("about_id")


def with_bearer(owed: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """With the name of whoever owes it, and nothing else of that account; read for the rows of a page alone.

    Joined, it would be read of everything owed before the page is cut: twice the time of a unit's late list.
    """
    of_bearer = get_user_model().objects.filter(pk=OuterRef("owed_by_id"))
    return owed.annotate(bearer=Subquery(of_bearer.values("name")))


def _theirs(viewer: Actor, covering: Known) -> Whose:
    """What decides whether something falls to the viewer; who can do the same in several units does it there alike."""
    can: dict[frozenset[str], list[UUID]] = defaultdict(list)
    for membership in viewer.memberships:
        can[membership.capabilities].append(membership.compartment_id)
    queues = (
        (compartments, sorted(capabilities)) for capabilities, compartments in can.items() if capabilities
    )
    return viewer.compartments, viewer.id, covering, tuple(queues)


def _falling_to(whose: Whose) -> QuerySet[Obligation]:
    """What somebody owes himself, or owes with all who can do it in that compartment."""
    known, me, covering, queues = whose
    falls = Q(owed_by_id=me)
    if covering:
        falls |= Q(owed_by_id__in=covering)
    for compartments, capabilities in queues:
        falls |= Q(owed_by__isnull=True, compartment_id__in=compartments, capability__in=capabilities)
    found: QuerySet[Obligation] = Obligation.objects.known_in(known).filter(STILL_OWED & falls)
    return found


def _bounds(group: Group, now: datetime) -> Bounds:
    """After when something of a group is due, until when, as far as it has either."""
    tonight, in_a_week = _ends(now)
    return {
        Group.LATE: (now,),
        Group.TODAY: (now, tonight),
        Group.WEEK: (tonight, in_a_week),
        Group.LATER: (in_a_week,),
        Group.WAITING: (),
    }[group]


def _within(group: Group, bounds: Bounds) -> Q:
    """The due times of a group; a day that ends as it falls due is in time until it has ended."""
    if group is Group.WAITING:
        return Q(due_at__isnull=True)
    until = Q() if group is Group.LATER else Q(due_at__lte=bounds[-1])
    return until if group is Group.LATE else Q(due_at__gt=bounds[0]) & until


def _group_of(due_at: datetime | None, now: datetime) -> Group:
    if due_at is None:
        return Group.WAITING
    tonight, in_a_week = _ends(now)
    bounds = [(now, Group.LATE), (tonight, Group.TODAY), (in_a_week, Group.WEEK)]
    return next((group for bound, group in bounds if due_at <= bound), Group.LATER)


def _ends(now: datetime) -> tuple[datetime, datetime]:
    """The ends of today and of a week that begins today, in London."""
    midnight = now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return midnight + timedelta(days=1), midnight + timedelta(days=A_WEEK)


def as_owed(obligation: Obligation, now: datetime) -> Owed:
    """As it stands at an instant; give it as `with_bearer` reads it."""
    due = derived(obligation)
    return Owed(
        id=ObligationId(obligation.pk),
        version=obligation.version,
        about_id=obligation.about_id,
        about_kind=MatterKind(obligation.about_kind),
        about_reference=obligation.about_reference,
        rule_key=obligation.rule_key,
        title=due.rule.title,
        because=due.because,
        group=_group_of(obligation.due_at, now),
        stands=clocks.state(due, now=now).sentence,
        due_at=obligation.due_at,
        due_on=due.on,
        paused_while=due.rule.pause_reasons.get(obligation.paused_because or "", ""),
        note=obligation.note,
        owed_by_id=obligation.owed_by_id,
        owed_by=vars(obligation)["bearer"] or "",
        compartment_id=obligation.compartment_id,
        capability=obligation.capability,
    )
