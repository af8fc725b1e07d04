"""What is owed: whose, about what, and how it stands now; overdue is asked of the stored due time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.context import LONDON
from caseward.foundation.paging import START, Page, Place
from caseward.kernel import clocks
from caseward.kernel.access import Actor
from caseward.obligations.models import SOONEST, STILL_OWED, Obligation
from caseward.obligations.vocabulary import Group, MatterKind, ObligationId
from caseward.ui import components


A_WEEK = 7  # days, today included

OWNED = "is_owned"
MEMBERS = "select exists (select 1 from sec.members_of(%s) where user_id = %s)"

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

    @property
    def line(self) -> components.Due:
        """As a due line, for the head of a case and for lists of what is owed about one record."""
        return components.Due(
            what=self.title,
            how_late=self.stands,
            urgency=URGENCY[self.group],
            on=self.due_on,
            rule=self.because,
        )

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
            config.get_model(kept.model)._default_manager.filter(  # noqa: SLF001  as Django names it
                reduce(or_, (Q(**{column: OuterRef("about_id")}) for column in kept.about)),
                owner_id=viewer.id,
            )
        )
        for config in apps.get_app_configs()
        for kept in getattr(config, "owned", ())
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
) -> Page[Owed]:
    """What the viewer owes or can take from a queue, soonest first, what waits for others last."""
    mine = Obligation.objects.visible_to(viewer).filter(STILL_OWED & _falls_to(viewer))
    mine = mine.filter(about_kind=kind) if kind else mine
    mine = mine.filter(_within(group, now)) if group else mine
    page = SOONEST.page(_with_bearer(mine), place)
    return page.showing(_owed(obligation, now) for obligation in page.rows)


@query
def counts(*, viewer: Actor, now: datetime) -> Counts:
    """How many things the viewer owes or can take, by where they stand; never more than are on the list."""
    mine = Obligation.objects.visible_to(viewer).filter(STILL_OWED & _falls_to(viewer))
    found = mine.aggregate(**{str(group): Count("id", filter=_within(group, now)) for group in Group})
    return Counts(**found)


@query
def of_record(*, viewer: Actor, about_id: UUID, now: datetime) -> tuple[Owed, ...]:
    """Everything still owed about a record, soonest first."""
    about = Obligation.objects.visible_to(viewer).filter(STILL_OWED, about_id=about_id)
    return tuple(_owed(obligation, now) for obligation in _with_bearer(about).order_by(*SOONEST.by()))


@query
def next_of_records(*, viewer: Actor, about_ids: Iterable[UUID], now: datetime) -> dict[UUID, Owed]:
    """What is due first about each of the records, for lists; records about which nothing is owed are left out."""
    about = Obligation.objects.visible_to(viewer).filter(STILL_OWED, about_id__in=list(about_ids))
    first = _with_bearer(about).order_by("about_id", *SOONEST.by()).distinct("about_id")
    return {obligation.about_id: _owed(obligation, now) for obligation in first}


def derived(obligation: Obligation) -> clocks.Due:
    """When it is due, worked out afresh from its start, its pauses and its version of the rule."""
    return clocks.due(
        catalogue().clock_version(obligation.rule_key, obligation.rule_version),
        started_at=obligation.started_at,
        pauses=pauses_of(obligation),
        calendar=catalogue().calendar(),
    )


def pauses_of(obligation: Obligation) -> tuple[clocks.Pause, ...]:
    """Its pauses as the kernel takes them, the open one last."""
    ended = tuple(
        clocks.Pause(
            starts_at=datetime.fromisoformat(pause["from"]),
            ends_at=datetime.fromisoformat(pause["until"]),
            reason=pause["code"],
        )
        for pause in obligation.pauses
    )
    if obligation.paused_at is None:
        return ended
    return (
        *ended,
        clocks.Pause(starts_at=obligation.paused_at, ends_at=None, reason=obligation.paused_because or ""),
    )


def may_owe(*, user_id: UUID, compartment_id: UUID) -> bool:
    """Whether somebody may know of the compartment; asked by those who may know it themselves."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [compartment_id, user_id])
        [found] = cursor.fetchone()
    return bool(found)


def _with_bearer(owed: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """With the name of whoever owes it, and nothing else of that account."""
    return owed.annotate(bearer=F("owed_by__name"))


def _falls_to(viewer: Actor) -> Q:
    """What the viewer owes himself, or owes with all who can do it in that compartment."""
    can: dict[frozenset[str], list[UUID]] = defaultdict(list)
    for membership in viewer.memberships:
        can[membership.capabilities].append(membership.compartment_id)
    falls = Q(owed_by_id=viewer.id)
    for capabilities, compartments in can.items():
        here = Q(compartment_id__in=compartments, capability__in=sorted(capabilities))
        falls |= Q(owed_by__isnull=True) & here
    return falls


def _within(group: Group, now: datetime) -> Q:
    """The due times of a group; a day that ends as it falls due is in time until it has ended."""
    if group is Group.WAITING:
        return Q(due_at__isnull=True)
    tonight, in_a_week = _ends(now)
    return {
        Group.LATE: Q(due_at__lte=now),
        Group.TODAY: Q(due_at__gt=now, due_at__lte=tonight),
        Group.WEEK: Q(due_at__gt=tonight, due_at__lte=in_a_week),
        Group.LATER: Q(due_at__gt=in_a_week),
    }[group]


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


def _owed(obligation: Obligation, now: datetime) -> Owed:
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
    )
