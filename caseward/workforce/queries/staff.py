"""Who works where, who may know what and why, and what is missing before a posting opens anything."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from caseward.accounts import queries as account_queries
from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.paging import SIZE, START, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, Refused
from caseward.organisations import queries as organisation_queries
from caseward.organisations.models import Unit
from caseward.workforce import policies
from caseward.workforce.models import Clearance, Posting, Training
from caseward.workforce.vocabulary import COURSES, SEE_TEAM, Level


MOST_FOUND = 100  # accounts shown for words

MEMBERS = """
    select m.user_id, u.name, c.title, m.basis, m.ends_at, m.sort, m.basis_id
    from sec.knowers_of(%s) m join accounts_user u on u.id = m.user_id join access_compartment c on c.id = %s
    where u.disabled_at is null
"""
# Every page asks for it: written out, because building a question takes longer than answering this one.
SHUT_OUT = """
    select x.basis_id, u.name, x.starts_at, x.ends_at
    from sec.shut_out_of(%s) x join accounts_user u on u.id = x.user_id
    order by u.name
"""
HOLDERS = "select user_id, name, role from sec.holders_of(%s, %s)"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be chosen from a list."""

    id: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who may know a set of records, why, and until when."""

    id: UUID
    name: str
    records: str
    basis: str
    until: datetime
    sort: str
    basis_id: UUID | None


@dataclass(frozen=True, slots=True)
class ShutOut:
    """Somebody who may not know a set of records, whatever he is posted to, since when and until when."""

    id: UUID | None
    name: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account, and where its person works."""

    account: account_queries.AccountRow
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting, and what is missing before it opens anything."""

    id: UUID
    version: int
    user_id: UUID
    name: str
    unit: str
    role: str
    starts_at: datetime
    ends_at: datetime | None
    ended_because: str
    is_over: bool
    missing: tuple[str, ...]
    access_until: datetime | None


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    """A level of vetting."""

    id: UUID
    version: int
    user_id: UUID
    name: str
    level: str
    starts_on: date
    ends_on: date
    withdrawn_because: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A course."""

    course: str
    completed_on: date
    ends_on: date | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class StaffFile:
    """What is recorded of a member of staff."""

    id: UUID
    name: str
    postings: tuple[PostingRow, ...]
    clearances: tuple[ClearanceRow, ...]
    trainings: tuple[TrainingRow, ...]


@query
def people(*, viewer: Actor, now: datetime, words: str = "", place: Place = START) -> Page[PersonRow]:
    """Accounts with the units their people are posted to now, by name; for administrators.

    Words cannot stand in the address of a second page: what they find is one page, a longer one.
    """
    size = MOST_FOUND if words else SIZE
    found = account_queries.accounts(viewer=viewer, words=words, place=place, size=size)
    ids = [each.id for each in found.rows]
    running = Posting.objects.filter(user__in=ids, starts_at__lte=now).exclude(ends_at__lte=now)
    units: dict[UUID, set[str]] = {}
    for user_id, unit in running.values_list("user_id", "unit__name"):
        units.setdefault(user_id, set()).add(unit)
    return found.showing(PersonRow(each, tuple(sorted(units.get(each.id, ())))) for each in found.rows)


@query
def colleagues(*, viewer: Actor, compartment_id: UUID, capability: str) -> list[Colleague]:  # noqa: ARG001
    """Who can do something in a compartment now, by name; nobody for whoever may not know of it."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [compartment_id, capability])
        return [Colleague(user_id, name, role_title(role)) for user_id, name, role in cursor.fetchall()]


@query
def who_can_see(*, viewer: Actor, compartment_id: UUID) -> list[Knower]:  # noqa: ARG001
    """Who may know a compartment and why, by name; nobody for whoever may not know of it."""
    return sorted(_knowers(compartment_id), key=lambda knower: (knower.name, knower.basis))


@query
def who_is_shut_out(*, viewer: Actor, compartment_id: UUID) -> list[ShutOut]:  # noqa: ARG001
    """Who is kept out of a compartment by name; nobody for whoever does not say who may know of it."""
    with connection.cursor() as cursor:
        cursor.execute(SHUT_OUT, [compartment_id])
        return [ShutOut(*row) for row in cursor.fetchall()]


@query
def why_can_i_see(*, viewer: Actor, compartment_id: UUID) -> list[str]:
    """Every basis on which the viewer knows a compartment."""
    return [each.basis for each in viewer.memberships if each.compartment_id == compartment_id]


@query
def people_of_unit(*, viewer: Actor, unit_id: UUID) -> list[Knower]:
    """Who knows the records of a unit, why and until when; for its supervisors."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    _permitted(policies.may_see_team(viewer, unit))
    knowers = [each for compartment_id in unit.compartments.values() for each in _knowers(compartment_id)]
    return sorted(knowers, key=lambda knower: (knower.name, knower.records, knower.basis))


@query
def postings_in(*, viewer: Actor, unit_id: UUID, now: datetime) -> list[Colleague]:
    """Who is posted to a unit now, by name; for those who post people."""
    _permitted(policies.may_post(viewer))
    found = Posting.objects.filter(unit=unit_id, starts_at__lte=now).exclude(ends_at__lte=now)
    return [
        Colleague(each.user_id, each.user.name, role_title(each.role))
        for each in found.select_related("user").order_by("user__name")
    ]


@query
def staff_file(*, viewer: Actor, user_id: UUID, now: datetime) -> StaffFile:
    """Postings, vetting and training of one person; for those who post people."""
    _permitted(policies.may_post(viewer))
    user = User.objects.filter(pk=user_id, kind=Kind.PERSON).first()
    if user is None:
        raise NotVisible
    today = now.astimezone(policies.LONDON).date()
    clearances, trainings = _qualifications(user.pk)
    postings = Posting.objects.filter(user=user).select_related("unit", "user").order_by("-starts_at")
    return StaffFile(
        id=user.pk,
        name=user.name,
        postings=tuple(_posting_row(each, clearances, trainings, now=now) for each in postings),
        clearances=tuple(_clearance_row(each, today=today) for each in clearances),
        trainings=tuple(_training_row(each, today=today) for each in trainings),
    )


@query
def posting(*, viewer: Actor, posting_id: UUID, now: datetime) -> PostingRow:
    """One posting; for those who post people."""
    _permitted(policies.may_post(viewer))
    found = Posting.objects.select_related("unit", "user").filter(pk=posting_id).first()
    if found is None:
        raise NotVisible
    return _posting_row(found, *_qualifications(found.user_id), now=now)


@query
def clearance(*, viewer: Actor, clearance_id: UUID, now: datetime) -> ClearanceRow:
    """One level of vetting; for those who post people."""
    _permitted(policies.may_post(viewer))
    found = Clearance.objects.select_related("user").filter(pk=clearance_id).first()
    if found is None:
        raise NotVisible
    return _clearance_row(found, today=now.astimezone(policies.LONDON).date())


@query
def supervised(*, viewer: Actor) -> list[organisation_queries.UnitRow]:
    """The units whose work the viewer sees as a whole, by name."""
    held = viewer.where(SEE_TEAM)
    units = organisation_queries.units_of(viewer=viewer)
    return [unit for unit in units if held & set(unit.compartments.values())]


def role_title(key: str) -> str:
    """What a role is called; "" for access that comes from no posting."""
    return catalogue().role(key).title if key in catalogue().roles else ""


def requirement_title(code: str) -> str:
    """What a level of vetting or a course is called."""
    return str(Level(code).label if code in Level.values else COURSES.get(code, code))


def _knowers(compartment_id: UUID) -> list[Knower]:
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [compartment_id, compartment_id])
        return [Knower(*row) for row in cursor.fetchall()]


def _qualifications(user_id: UUID) -> tuple[list[Clearance], list[Training]]:
    clearances = Clearance.objects.filter(user=user_id).select_related("user").order_by("-ends_on")
    return list(clearances), list(Training.objects.filter(user=user_id).order_by("course", "-completed_on"))


def _permitted(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _posting_row(
    posting: Posting, clearances: list[Clearance], trainings: list[Training], *, now: datetime
) -> PostingRow:
    today = now.astimezone(policies.LONDON).date()
    role = catalogue().role(posting.role, on=today)
    fit = policies.qualified(role, clearances, trainings, today=today)
    opened = policies.accesses(posting, role, fit, now=now)
    return PostingRow(
        id=posting.pk,
        version=posting.version,
        user_id=posting.user_id,
        name=posting.user.name,
        unit=posting.unit.name,
        role=role.title,
        starts_at=posting.starts_at,
        ends_at=posting.ends_at,
        ended_because=posting.ended_because,
        is_over=posting.ends_at is not None and posting.ends_at <= now,
        missing=tuple(requirement_title(each) for each in fit.missing),
        access_until=opened[0].ends_at if opened else None,
    )


def _clearance_row(clearance: Clearance, *, today: date) -> ClearanceRow:
    return ClearanceRow(
        id=clearance.pk,
        version=clearance.version,
        user_id=clearance.user_id,
        name=clearance.user.name,
        level=str(Level(clearance.level).label),
        starts_on=clearance.starts_on,
        ends_on=clearance.ends_on,
        withdrawn_because=clearance.withdrawn_because or "",
        is_live=bool(policies.is_live(clearance, today=today)),
    )


def _training_row(training: Training, *, today: date) -> TrainingRow:
    return TrainingRow(
        course=requirement_title(training.course),
        completed_on=training.completed_on,
        ends_on=training.ends_on,
        is_live=training.ends_on is None or today < training.ends_on,
    )
