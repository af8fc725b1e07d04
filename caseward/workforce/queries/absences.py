"""Who is away, until when, and who covers: for the officer, for those beside them, and for whoever leads them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.organisations.vocabulary import Layer
from caseward.workforce import policies
from caseward.workforce.models import Absence, Cover, Posting
from caseward.workforce.queries.staff import colleagues
from caseward.workforce.vocabulary import Away, CoverAnswer


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Somebody who was asked to cover, and the answer; without one it is still waited for."""

    id: UUID
    version: int
    user_id: UUID
    name: str
    answer: CoverAnswer | None
    words: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A time away; why is said to the officer and to whoever leads them, and to nobody else."""

    id: UUID
    version: int
    user_id: UUID
    name: str
    kind: str
    starts_on: date
    ends_on: date | None
    is_over: bool
    covers: tuple[CoverRow, ...]

    @property
    def cover(self) -> CoverRow | None:
        """Whoever covers, or was asked to and has not answered."""
        return next((each for each in self.covers if each.answer is not CoverAnswer.REFUSED), None)

    @property
    def is_covered(self) -> bool:
        """Whether somebody has said that they cover."""
        return self.cover is not None and self.cover.answer is CoverAnswer.ACCEPTED


@dataclass(frozen=True, slots=True)
class Coverer:
    """A colleague who can be asked to cover, and the compartment of the work that both share."""

    id: UUID
    name: str
    role: str
    compartment_id: UUID


@dataclass(frozen=True, slots=True)
class Covered:
    """Somebody for whom the viewer covers now."""

    user_id: UUID
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class OwnerAway:
    """That the owner of a record is away, until when, and who covers; nobody while nobody has said yes."""

    until: date | None
    cover_id: UUID | None
    cover: str


@query
def absences_of(*, viewer: Actor, user_id: UUID, today: date) -> list[AbsenceRow]:
    """The times somebody is or was away, the newest first; for themselves and for whoever leads them."""
    if not policies.may_say_away(viewer, user_id, led=leads(user_id)):
        raise NotVisible
    found = Absence.objects.filter(user=user_id).order_by("-starts_on", "-created_at")
    return _rows(found, today=today, tells_why=True)


@query
def absence(*, viewer: Actor, absence_id: UUID, today: date) -> AbsenceRow:
    """One time away; for the officer and for whoever leads them."""
    found = Absence.objects.filter(pk=absence_id)
    for row in _rows(found, today=today, tells_why=True):
        if policies.may_say_away(viewer, row.user_id, led=leads(row.user_id)):
            return row
    raise NotVisible


@query
def asked_to_cover(*, viewer: Actor, cover_id: UUID, today: date) -> tuple[AbsenceRow, CoverRow]:
    """What the viewer was asked to cover; NotVisible for everybody else."""
    found = Cover.objects.filter(pk=cover_id, user=viewer.id).first()
    rows = _rows(Absence.objects.filter(pk=found.absence_id), today=today) if found else []
    if found is None or not rows:
        raise NotVisible
    [row] = rows
    return row, next(each for each in row.covers if each.id == cover_id)


@query
def away(*, viewer: Actor, user_ids: Collection[UUID], today: date) -> dict[UUID, AbsenceRow]:  # noqa: ARG001
    """Which of these officers are away today, as far as the viewer works beside them."""
    found = Absence.objects.filter(user__in=set(user_ids)).filter(_on(today))
    return {row.user_id: row for row in _rows(found, today=today)}


@query
def covered_by(*, viewer: Actor, today: date) -> dict[UUID, Covered]:
    """For whom the viewer covers today."""
    return {row[0]: Covered(*row) for row in _covered(viewer.id, today)}


@query
def can_cover(*, viewer: Actor, absence_id: UUID, today: date) -> list[Coverer]:
    """Who takes cases where the officer works and is there while the officer is not, by name."""
    found = Absence.objects.filter(pk=absence_id).first()
    if found is None:
        return []
    able: dict[UUID, Coverer] = {}
    for where in shared_with(viewer=viewer, user_id=found.user_id):
        for one in colleagues(viewer=viewer, compartment_id=where, capability="case.accept"):
            able.setdefault(one.id, Coverer(one.id, one.name, one.role, where))
    gone = (
        Absence.objects.filter(user__in=able).filter(_within(found, today)).values_list("user_id", flat=True)
    )
    return [one for one in able.values() if one.id not in {found.user_id, *gone}]


@query
def shared_with(*, viewer: Actor, user_id: UUID) -> list[UUID]:
    """The compartments of cases of the units to which somebody is posted, those that the viewer knows."""
    postings = Posting.objects.filter(user=user_id, ends_at__isnull=True).select_related("unit")
    where = {each for posting in postings for each in posting.unit.compartments.values()}
    works = {posting.unit.compartments.get(Layer.CASES) for posting in postings}
    return sorted(where & works & viewer.compartments, key=str)


@query
def name_of(*, viewer: Actor, user_id: UUID) -> str:  # noqa: ARG001  whoever may see the id may see the name
    """What a member of staff is called; NotVisible for nobody."""
    found = User.objects.filter(pk=user_id, kind=Kind.PERSON).values_list("name", flat=True).first()
    if found is None:
        raise NotVisible
    return found


def away_beside(owner: str, *, today: date) -> Subquery:
    """Beside records with an owner, whether the owner is away: what `away_read` reads."""
    gone = Absence.objects.filter(_on(today), user_id=OuterRef(owner)).order_by("-starts_on")
    covers = Cover.objects.filter(absence=OuterRef("pk"), answer=CoverAnswer.ACCEPTED)
    said = JSONObject(
        until=F("ends_on"),
        cover_id=Subquery(covers.values("user_id")),
        cover=Subquery(covers.values("user__name")),
    )
    return Subquery(gone.values(said=said)[:1])


def away_read(said: dict[str, str | None] | None) -> OwnerAway | None:
    """What `away_beside` found beside a record."""
    if said is None:
        return None
    until, cover_id = said["until"], said["cover_id"]
    return OwnerAway(
        until=date.fromisoformat(until) if until else None,
        cover_id=UUID(cover_id) if cover_id else None,
        cover=said["cover"] or "",
    )


def leads(user_id: UUID) -> bool:
    """Whether whoever asks leads a unit to which somebody is posted."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.leads(%s)", [user_id])
        [found] = cursor.fetchone()
    return bool(found)


@kept
def _covered(me: UUID, today: date) -> "QuerySet[Cover, tuple[UUID, str, date | None]]":
    mine = Cover.objects.filter(user_id=me, answer=CoverAnswer.ACCEPTED, absence__back_at__isnull=True)
    ends = Q(absence__ends_on__isnull=True) | Q(absence__ends_on__gt=today)
    now = mine.filter(ends, absence__starts_on__lte=today)
    return now.values_list("absence__user_id", "absence__user__name", "absence__ends_on")


def _on(today: date) -> Q:
    not_back = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    return not_back & Q(back_at__isnull=True, starts_on__lte=today)


def _within(one: Absence, today: date) -> Q:
    """Away at some time in which this officer is away from now on."""
    starts = max(one.starts_on, today)
    found = Q(back_at__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gt=starts))
    return found & Q(starts_on__lt=one.ends_on) if one.ends_on else found


def _rows(found: QuerySet[Absence], *, today: date, tells_why: bool = False) -> list[AbsenceRow]:
    whole = list(found.select_related("user").prefetch_related("covers__user"))
    return [_row(each, today=today, tells_why=tells_why) for each in whole]


def _row(one: Absence, *, today: date, tells_why: bool) -> AbsenceRow:
    covers = sorted(one.covers.all(), key=lambda each: each.created_at)
    return AbsenceRow(
        id=one.pk,
        version=one.version,
        user_id=one.user_id,
        name=one.user.name,
        kind=str(Away(one.kind).label) if tells_why else "",
        starts_on=one.starts_on,
        ends_on=_ended(one),
        is_over=one.back_at is not None or (one.ends_on is not None and one.ends_on <= today),
        covers=tuple(_cover_row(each) for each in covers),
    )


def _ended(one: Absence) -> date | None:
    back: datetime | None = one.back_at
    return back.astimezone(policies.LONDON).date() if back else one.ends_on


def _cover_row(one: Cover) -> CoverRow:
    return CoverRow(
        id=one.pk,
        version=one.version,
        user_id=one.user_id,
        name=one.user.name,
        answer=CoverAnswer(one.answer) if one.answer else None,
        words=one.answer_words,
    )
