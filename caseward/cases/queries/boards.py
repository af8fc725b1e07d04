"""The boards of whoever leads a unit: who carries how much, and every silence, worked out as they are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet

from caseward.cases.models import DAY_FIRST, IS_OPEN, LONGEST_OPEN, Action, Case, Gap, Offer, Risk
from caseward.cases.queries.called import Line, lines
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import queries as obligations
from caseward.obligations.vocabulary import Burden, Sought
from caseward.organisations.queries import UnitRow
from caseward.organisations.vocabulary import Layer
from caseward.workforce import queries as workforce
from caseward.workforce.vocabulary import SEE_TEAM


Known = frozenset[UUID]

AT_ONCE = 50  # cases that one form hands over


@dataclass(frozen=True, slots=True)
class Led:
    """The unit that somebody looks at, of those that he leads, and the compartments in which its work is kept."""

    units: tuple[UnitRow, ...]
    unit: UnitRow
    within: Known


@dataclass(frozen=True, slots=True)
class Load:
    """What an officer of the unit carries; figures only, and nothing is weighed against anything."""

    officer_id: UUID
    officer: str
    open_cases: int
    oldest: datetime | None
    late: int
    today: int
    offers: int
    away: workforce.AbsenceRow | None


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner of open cases who cannot look after them now, or soon cannot: which rule, and since or until when."""

    owner_id: UUID
    owner: str
    open_cases: int
    rule: str
    on: date | None
    absence: workforce.AbsenceRow | None


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """What an officer would leave behind: cases, whom each is offered to, offers to answer, and what else is owed."""

    officer: str
    cases: tuple[CaseHeading, ...]
    offered: Mapping[UUID, str]
    unanswered: tuple[tuple[UUID, str], ...]
    owes: tuple[obligations.Owed, ...]


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """The officers of a unit with what each carries, and what nobody has taken yet."""

    loads: tuple[Load, ...]
    queued: Burden | None


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
def led(*, viewer: Actor, unit_id: UUID | None = None) -> Led:
    """The unit asked for, or the first of those that the viewer leads; NotVisible for whoever leads none.

    Cases with a compartment of their own are no unit's: they stand on the board of each of those who lead them.
    """
    units = tuple(workforce.supervised(viewer=viewer))
    here = next((unit for unit in units if unit_id in {None, unit.id}), None)
    if here is None:
        raise NotVisible
    shared = {each for unit in units for each in unit.compartments.values()}
    own = viewer.where(SEE_TEAM) - shared
    return Led(units, here, frozenset(here.compartments.values()) & viewer.where(SEE_TEAM) | own)


@query
def team_board(*, viewer: Actor, led: Led, now: datetime) -> TeamBoard:
    """Who works in the unit, with open cases, age of the oldest, what is late and due today, and offers."""
    within = led.within
    owned = {row[0]: row for row in _owned(viewer.compartments, within)}
    burdens = {one.owed_by_id: one for one in obligations.burdens(viewer=viewer, now=now, within=within)}
    offers = {row[0]: row for row in _offers(viewer.compartments, within)}
    names = {one.id: one.name for one in able_in(viewer=viewer, led=led)}
    names |= {key: row[1] for found in (owned, offers) for key, row in found.items()}
    names |= {one.owed_by_id: one.owed_by or "" for one in burdens.values() if one.owed_by_id}
    gone = workforce.away(viewer=viewer, user_ids=names, today=london_day(now))
    loads = [_load(key, name, owned, burdens, offers, gone) for key, name in names.items()]
    return TeamBoard(tuple(sorted(loads, key=lambda one: (-one.open_cases, one.officer))), burdens.get(None))


@query
def owed_in_unit(*, viewer: Actor, sought: Sought, now: datetime, place: Place = START) -> Page[Line]:
    """What is owed in the unit, the longest late first: of one officer, under one rule, or all."""
    page = obligations.owed_in(viewer=viewer, now=now, sought=sought, place=place)
    return page.showing(lines(viewer=viewer, rows=page.rows, on=london_day(now)))


@query
def past_their_day(
    *, viewer: Actor, within: Known, today: date, is_action: bool, place: Place = START
) -> Page[Overdue]:
    """Questions, or actions, past the day that was set for them, the oldest first (failings F05)."""
    where = viewer.compartments, within
    if is_action:
        actions = DAY_FIRST.page_of(lambda there: _late_actions(where, today, there), place)
        return actions.showing(_overdue("action", row) for row in actions.rows)
    gaps = DAY_FIRST.page_of(lambda there: _late_gaps(where, today, there), place)
    return gaps.showing(_overdue("gap", row) for row in gaps.rows)


@query
def without_a_risk(*, viewer: Actor, within: Known, now: datetime, place: Place = START) -> Page[CaseHeading]:
    """Open cases in which nobody has judged a risk, not even as not known; the longest open first (failings F54)."""
    since = now - timedelta(hours=exception("blank-risk")["after"])
    page = LONGEST_OPEN.page_of(
        lambda there: _without_a_risk((viewer.compartments, within), since, there), place
    )
    return page.showing(heading(case) for case in page.rows)


@query
def owners_in_doubt(*, viewer: Actor, led: Led, now: datetime) -> list[OwnerRow]:
    """Owners who are away while nobody covers, who can no longer read their cases, or whose access ends soon."""
    owned = {row[0]: row for row in _owned(viewer.compartments, led.within)}
    gone = workforce.away(viewer=viewer, user_ids=owned, today=london_day(now))
    reads = _reading(viewer, led.unit)
    rows = [
        OwnerRow(owner_id, name, count, *found)
        for owner_id, name, count, _ in owned.values()
        for found in _doubts(gone.get(owner_id), reads.get(owner_id), now=now)
    ]
    return sorted(rows, key=lambda one: (one.rule, one.owner))


@query
def able_in(*, viewer: Actor, led: Led) -> list[workforce.Colleague]:
    """Those who can take cases of the unit now, whether they own one or not, by name."""
    where = led.unit.compartments.get(Layer.CASES)
    if where is None:
        return []
    return workforce.colleagues(viewer=viewer, compartment_id=where, capability="case.accept")


@query
def to_hand_over(*, viewer: Actor, led: Led, officer_id: UUID, now: datetime) -> ToHandOver:
    """What an officer owns, was offered and owes in the unit, as much of it as one form hands over."""
    mine = Case.objects.visible_to(viewer).within(led.within).filter(IS_OPEN, owner_id=officer_id)
    cases = tuple(map(heading, with_names(mine).order_by("opened_at", "id")[:AT_ONCE]))
    waiting = Offer.objects.visible_to(viewer).filter(answered_at__isnull=True)
    offered = waiting.filter(case__in=[case.id for case in cases]).values_list("case_id", "to__name")
    to_him = waiting.within(led.within).filter(to_id=officer_id).values_list("case_id", "case__reference")
    sought = Sought(within=led.within, owner_id=officer_id, group=None)
    owed = obligations.owed_in(viewer=viewer, now=now, sought=sought).rows
    own = {case.id for case in cases}
    return ToHandOver(
        officer=workforce.name_of(viewer=viewer, user_id=officer_id),
        cases=cases,
        offered=dict(offered),
        unanswered=tuple((case_id, references.shown(reference)) for case_id, reference in to_him),
        owes=tuple(one for one in owed if one.about_id not in own),
    )


def exception(key: str) -> dict[str, Any]:
    """A silence that no clock runs for, as it is published: its rule in words, and its figures."""
    found: dict[str, Any] = catalogue().table("oversight", "exceptions")["exception"][key]
    return found


@kept
def _owned(known: Known, within: Known) -> "QuerySet[Any, Any]":
    found = Case.objects.known_in(known).within(within).filter(IS_OPEN)
    counted = found.values("owner_id", "owner__name").annotate(count=Count("id"), oldest=Min("opened_at"))
    return counted.values_list("owner_id", "owner__name", "count", "oldest")


@kept
def _offers(known: Known, within: Known) -> "QuerySet[Any, Any]":
    found = Offer.objects.known_in(known).within(within).filter(answered_at__isnull=True)
    return (
        found.values("to_id", "to__name")
        .annotate(count=Count("id"))
        .values_list("to_id", "to__name", "count")
    )


@kept
def _late_gaps(where: tuple[Known, Known], today: date, there: There) -> QuerySet[Gap]:
    known, within = where
    late = Gap.objects.known_in(known).within(within).filter(settled_at__isnull=True, due_on__lt=today)
    return DAY_FIRST.rows(late.annotate(reference=F("case__reference"), whose=F("owner__name")), there)


@kept
def _late_actions(where: tuple[Known, Known], today: date, there: There) -> QuerySet[Action]:
    known, within = where
    late = Action.objects.known_in(known).within(within).filter(settled_at__isnull=True, due_on__lt=today)
    return DAY_FIRST.rows(late.annotate(reference=F("case__reference"), whose=F("owner__name")), there)


@kept
def _without_a_risk(where: tuple[Known, Known], since: datetime, there: There) -> QuerySet[Case]:
    known, within = where
    found = Case.objects.known_in(known).within(within).filter(IS_OPEN, opened_at__lte=since)
    judged = Exists(Risk.objects.filter(case=OuterRef("pk")))
    return LONGEST_OPEN.rows(with_names(found.filter(~judged)), there)


def _reading(viewer: Actor, unit: UnitRow) -> dict[UUID, datetime]:
    """Until when each of those who know the cases of the unit does."""
    where = unit.compartments.get(Layer.CASES)
    known = workforce.who_can_see(viewer=viewer, compartment_id=where) if where else []
    until: dict[UUID, datetime] = {}
    for one in known:
        until[one.id] = max(one.until, until.get(one.id, one.until))
    return until


def _doubts(
    away: workforce.AbsenceRow | None, reads_until: datetime | None, *, now: datetime
) -> Iterator[tuple[str, date | None, workforce.AbsenceRow | None]]:
    soon = now + timedelta(days=exception("access-ends")["within"])
    if away is not None and not away.is_covered:
        yield "away-without-cover", away.ends_on, away
    if reads_until is None:
        yield "access-ended", None, None
    elif reads_until <= soon:
        yield "access-ends", london_day(reads_until), None


def _load(
    officer_id: UUID,
    officer: str,
    owned: dict[UUID, Any],
    burdens: dict[UUID | None, Burden],
    offers: dict[UUID, Any],
    gone: dict[UUID, workforce.AbsenceRow],
) -> Load:
    _, _, cases, oldest = owned.get(officer_id, (None, None, 0, None))
    burden = burdens.get(officer_id)
    return Load(
        officer_id=officer_id,
        officer=officer,
        open_cases=cases,
        oldest=oldest,
        late=burden.late if burden else 0,
        today=burden.today if burden else 0,
        offers=offers.get(officer_id, (None, None, 0))[2],
        away=gone.get(officer_id),
    )


def _overdue(kind: str, row: Any) -> Overdue:  # noqa: ANN401  a question or an action, as it was asked for
    return Overdue(
        id=row.pk,
        kind=kind,
        case_id=row.case_id,
        reference=references.shown(row.reference),
        text=row.text,
        owner=row.whose,
        due_on=row.due_on,
    )
