"""What is provided for a person: each tasking with its sessions, planned against held."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce, JSONObject

from caseward.chronology.vocabulary import Channel
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.provision.models import STANDS, Objective, Session, Tasking
from caseward.provision.vocabulary import Acknowledged, Became


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """One line of provision in figures: planned against held, which is never more than was logged (failings F11)."""

    line_id: UUID
    organisation: str
    planned: int
    held: int
    missed: int
    is_acknowledged: bool
    is_ended: bool
    is_explained: bool

    @property
    def outstanding(self) -> int:
        """Planned sessions that were neither held nor said not to have been."""
        return max(0, self.planned - self.held - self.missed)

    @property
    def is_accounted_for(self) -> bool:
        """Whether each was held, or somebody said why it was not."""
        return self.outstanding == 0 or self.is_explained


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """What the sessions are to achieve, and what it serves."""

    id: UUID
    text: str
    serves: str
    serves_id: UUID


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in words; `report` is empty while it is waited for."""

    id: UUID
    became: Became
    occurred_at: datetime
    minutes: int
    where: str
    attendees: str
    covered: tuple[str, ...]
    summary: str
    concern: str
    safeguarding: str
    next_on: date | None
    because: str
    report: str
    reported_on: date | None

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.became is Became.HELD

    @property
    def awaits_report(self) -> bool:
        """Whether the provider still owes its report."""
        return self.is_held and self.reported_on is None


@dataclass(frozen=True, slots=True)
class TaskingRow:
    """One edition of a tasking with its objectives and sessions."""

    id: UUID
    version: int
    line_id: UUID
    edition: int
    amended_because: str
    organisation: str
    provider: str
    brief: str
    planned: int
    starts_on: date
    ends_on: date
    issued_by: str
    issued_at: datetime
    acknowledged_on: date | None
    acknowledged_by: str
    acknowledged_how: str
    superseded_at: datetime | None
    ended_at: datetime | None
    ended_because: str
    successor: str
    no_successor_because: str
    unheld_because: str
    objectives: tuple[ObjectiveRow, ...]
    sessions: tuple[SessionRow, ...]

    @property
    def stands(self) -> bool:
        """Whether it is the edition that counts, and has not ended."""
        return self.superseded_at is None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class Line:
    """A tasking through all its editions, the newest first."""

    editions: tuple[TaskingRow, ...]
    figures: Held

    @property
    def now(self) -> TaskingRow:
        """The edition that stands, or stood last."""
        return self.editions[0]

    @property
    def before(self) -> tuple[TaskingRow, ...]:
        """Editions that were amended."""
        return self.editions[1:]

    @property
    def sessions(self) -> tuple[SessionRow, ...]:
        """Every session against any edition, the latest first."""
        every = [one for edition in self.editions for one in edition.sessions]
        return tuple(sorted(every, key=lambda one: one.occurred_at, reverse=True))


def provided_beside() -> ArraySubquery:
    """The lines of provision about a record as one column of it: read with the record, they cost no question."""
    rows = _in_figures(Tasking.objects.filter(about_id=OuterRef("pk")))
    return ArraySubquery(
        rows.values(row=JSONObject(line_id="line_id", organisation="organisation", **FIGURES))
    )


def figures(found: Iterable[Mapping[str, Any]]) -> tuple[Held, ...]:
    """The lines as `provided_beside` or `provided` reads them."""
    return tuple(Held(**{**one, "line_id": UUID(str(one["line_id"]))}) for one in found)


@query
def provided(*, viewer: Actor, about_id: UUID) -> tuple[Held, ...]:
    """The lines of provision about a record, in figures."""
    return figures(_figures_of(viewer.compartments, about_id))


@query
def lines(*, viewer: Actor, about_id: UUID) -> tuple[Line, ...]:
    """Every tasking about a record with its sessions, those that stand first."""
    known = viewer.compartments
    rows = _taskings(known, about_id)
    objectives, sessions = _objectives(known, about_id), _sessions(known, about_id)
    figured = {one.line_id: one for one in provided(viewer=viewer, about_id=about_id)}
    editions: dict[UUID, list[TaskingRow]] = defaultdict(list)
    for row in rows:
        editions[row.line_id].append(_row(row, objectives, sessions))
    found = [Line(tuple(each), figured[line_id]) for line_id, each in editions.items()]
    return tuple(sorted(found, key=lambda line: line.now.ended_at is not None))


def tasking_among(found: Iterable[Line], tasking_id: UUID) -> TaskingRow:
    """One edition; NotVisible for any other."""
    every = (one for line in found for one in line.editions)
    return _only(one for one in every if one.id == tasking_id)


def session_among(found: Iterable[Line], session_id: UUID) -> SessionRow:
    """One session; NotVisible for any other."""
    return _only(one for line in found for one in line.sessions if one.id == session_id)


@query
def oldest_unreported(*, viewer: Actor, about_id: UUID) -> datetime | None:
    """When the first session was held whose report is still waited for."""
    held = Session.objects.visible_to(viewer).filter(
        tasking__about_id=about_id, became=Became.HELD, report__isnull=True
    )
    return held.order_by("occurred_at").values_list("occurred_at", flat=True).first()


@query
def next_end(*, viewer: Actor, about_id: UUID) -> date | None:
    """The day on which the first of the taskings that stand comes to its end (failings F26)."""
    standing = Tasking.objects.visible_to(viewer).filter(STANDS, about_id=about_id, ended_at__isnull=True)
    return standing.order_by("ends_on").values_list("ends_on", flat=True).first()


def ahead_of_the_end() -> timedelta:
    """How long before a tasking ends it is to be said who goes on, as published."""
    return timedelta(days=catalogue().table("provision", "taskings")["settled_before_the_end"])


FIGURES = {
    "planned": F("sessions_planned"),
    "held": F("sessions_held"),
    "missed": F("sessions_missed"),
    "is_acknowledged": F("was_acknowledged"),
    "is_ended": F("has_ended"),
    "is_explained": F("was_explained"),
}


def _in_figures(found: "QuerySet[Tasking]") -> "QuerySet[Tasking]":
    return (
        found.filter(STANDS)
        .annotate(
            sessions_held=_counted(Q(became=Became.HELD)),
            sessions_missed=_counted(~Q(became=Became.HELD)),
            was_acknowledged=_so(Q(acknowledged_on__isnull=False)),
            has_ended=_so(Q(ended_at__isnull=False)),
            was_explained=_so(~Q(unheld_because="")),
        )
        .order_by("created_at", "id")
    )


def _counted(which: Q) -> Coalesce:
    sat = Session.objects.filter(which, tasking__line_id=OuterRef("line_id")).order_by()
    counted = sat.values("tasking__line_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _so(condition: Q) -> When:
    return When(If(condition, then=Value(value=True)), default=Value(value=False))


@kept
def _figures_of(known: frozenset[UUID], about_id: UUID) -> "QuerySet[Tasking, dict[str, Any]]":
    rows = _in_figures(Tasking.objects.known_in(known).filter(about_id=about_id))
    return cast("QuerySet[Tasking, dict[str, Any]]", rows.values("line_id", "organisation", **FIGURES))


@kept
def _taskings(known: frozenset[UUID], about_id: UUID) -> "QuerySet[Tasking]":
    found = Tasking.objects.known_in(known).filter(about_id=about_id)
    return found.select_related("created_by").order_by("-created_at", "-edition")


def _objectives(known: frozenset[UUID], about_id: UUID) -> dict[UUID, list[ObjectiveRow]]:
    found: dict[UUID, list[ObjectiveRow]] = defaultdict(list)
    for one in _objectives_of(known, about_id):
        found[one.tasking_id].append(ObjectiveRow(one.pk, one.text, one.serves, one.serves_id))
    return found


@kept
def _objectives_of(known: frozenset[UUID], about_id: UUID) -> "QuerySet[Objective]":
    return Objective.objects.known_in(known).filter(tasking__about_id=about_id).order_by("place")


def _sessions(known: frozenset[UUID], about_id: UUID) -> dict[UUID, list[Session]]:
    found: dict[UUID, list[Session]] = defaultdict(list)
    for one in _sessions_of(known, about_id):
        found[one.tasking_id].append(one)
    return found


@kept
def _sessions_of(known: frozenset[UUID], about_id: UUID) -> "QuerySet[Session]":
    return Session.objects.known_in(known).filter(tasking__about_id=about_id).select_related("report")


def _row(
    one: Tasking, objectives: dict[UUID, list[ObjectiveRow]], sessions: dict[UUID, list[Session]]
) -> TaskingRow:
    said = {each.id: each.text for rows in objectives.values() for each in rows}
    return TaskingRow(
        id=one.pk,
        version=one.version,
        line_id=one.line_id,
        edition=one.edition,
        amended_because=one.amended_because,
        organisation=one.organisation,
        provider=one.provider,
        brief=one.brief,
        planned=one.sessions_planned,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        issued_by=one.created_by.name,
        issued_at=one.created_at,
        acknowledged_on=one.acknowledged_on,
        acknowledged_by=one.acknowledged_by or "",
        acknowledged_how=str(Acknowledged(one.acknowledged_how).label) if one.acknowledged_how else "",
        superseded_at=one.superseded_at,
        ended_at=one.ended_at,
        ended_because=one.ended_because or "",
        successor=one.successor,
        no_successor_because=one.no_successor_because,
        unheld_because=one.unheld_because,
        objectives=tuple(objectives.get(one.pk, ())),
        sessions=tuple(_sat(sat, said) for sat in sessions.get(one.pk, ())),
    )


def _sat(one: Session, said: Mapping[UUID, str]) -> SessionRow:
    report = getattr(one, "report", None)
    return SessionRow(
        id=one.pk,
        became=Became(one.became),
        occurred_at=one.occurred_at,
        minutes=one.minutes,
        where=", ".join(filter(None, (str(Channel(one.channel).label), one.place))),
        attendees=one.attendees,
        covered=tuple(said[each] for each in one.covered if each in said),
        summary=one.summary,
        concern=one.concern,
        safeguarding=one.safeguarding,
        next_on=one.next_on,
        because=one.because,
        report=report.text if report else "",
        reported_on=report.received_on if report else None,
    )


def _only(found: Iterable[T]) -> T:
    one = next(iter(found), None)
    if one is None:
        raise NotVisible
    return one
