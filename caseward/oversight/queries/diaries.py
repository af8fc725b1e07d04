"""Who looked at a record, and what an officer looked at; the database gives no row to whom it does not concern."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from caseward.accounts.queries import names
from caseward.foundation.commands import query
from caseward.foundation.paging import SIZE, START, Key, Order, Page, Place
from caseward.kernel import references
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import end_of, start_of
from caseward.oversight.queries.records import MODELS, Known, known_records, said_in_words
from caseward.oversight.vocabulary import DiaryOf
from caseward.workforce import queries as workforce


NEWEST = Order((Key("sequence", int),), descending=True)

READER = {
    DiaryOf.RECORD: "select sec.may_read_diary_of_record(%s)",
    DiaryOf.OFFICER: "select sec.may_read_diary_of_officer(%s)",
}
LOOKS = {
    DiaryOf.RECORD: "select * from sec.diary_of_record(%s, %s, %s, %s, %s, %s, %s)",
    DiaryOf.OFFICER: "select * from sec.diary_of_officer(%s, %s, %s, %s, %s, %s, %s)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the database gives it."""

    sequence: int
    at: datetime
    actor_id: UUID
    command: str
    event: str
    subject_ids: list[UUID]
    purpose: str


@dataclass(frozen=True, slots=True)
class Look:
    """One look: who, when, at what as far as the reader may know it, and why."""

    sequence: int
    at: datetime
    officer_id: UUID
    officer: str
    command: str
    event: str
    purpose: str
    words: str
    record_ids: tuple[UUID, ...]
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody whose looks the viewer may read."""

    id: UUID
    name: str
    unit: str


@query
def reader_of(*, viewer: Actor, of: DiaryOf, about_id: UUID) -> str | None:  # noqa: ARG001  the database knows who asks
    """As what the viewer may read a diary: officer, owner, supervisor or inspector; None where he may not."""
    with connection.cursor() as cursor:
        cursor.execute(READER[of], [about_id])
        found: str | None = cursor.fetchone()[0]
        return found


@query
def looks(
    *,
    viewer: Actor,
    of: DiaryOf,
    about_id: UUID,
    place: Place = START,
    day: date | None = None,
    why: str = "",
) -> Page[Look]:
    """A page of a diary, newest first; empty for whoever may not read it."""
    since, until = (start_of(day), end_of(day)) if day else (None, None)

    def ask(there: tuple[bool, tuple[int, ...]]) -> list[Row]:
        is_back, after = there
        with connection.cursor() as cursor:
            cursor.execute(
                LOOKS[of], [about_id, after[0] if after else None, is_back, since, until, why, SIZE + 1]
            )
            return [Row(*row) for row in cursor.fetchall()]

    page = NEWEST.page_of(ask, place)
    return page.showing(_told(viewer, page.rows))


@query
def officers(*, viewer: Actor) -> list[Officer]:
    """The officers of the units that the viewer supervises, by name."""
    found = {}
    for unit in workforce.supervised(viewer=viewer):
        for one in workforce.people_of_unit(viewer=viewer, unit_id=unit.id):
            found[one.id] = Officer(one.id, one.name, unit.name)
    return sorted(found.values(), key=lambda one: one.name)


@query
def called(*, viewer: Actor, of: DiaryOf, about_id: UUID) -> str:
    """An officer by name; a record by its reference, or by its id for whoever may not know it."""
    if of is DiaryOf.OFFICER:
        return names(viewer=viewer, user_ids=[about_id]).get(about_id, "")
    known = known_records(viewer=viewer, record_ids=[about_id]).get(about_id)
    return known.reference if known else str(about_id)


@query
def record_by_reference(*, viewer: Actor, text: str) -> UUID | None:
    """The record whose reference or id somebody typed; None for one that he may not know, or that is not there."""
    read = references.parse(text)
    if read is None:
        return _id(text)
    for _kind, model in MODELS:
        found = model.objects.visible_to(viewer).filter(reference=read.stored).first()
        if found is not None:
            return UUID(str(found.pk))
    return None


def _told(viewer: Actor, rows: tuple[Row, ...]) -> list[Look]:
    who = names(viewer=viewer, user_ids={row.actor_id for row in rows})
    known = known_records(viewer=viewer, record_ids={one for row in rows for one in row.subject_ids})
    said = said_in_words(viewer=viewer, purposes=[row.purpose for row in rows])
    return [
        Look(
            sequence=row.sequence,
            at=row.at,
            officer_id=row.actor_id,
            officer=who.get(row.actor_id, ""),
            command=row.command,
            event=row.event,
            purpose=row.purpose,
            words=said.get(row.purpose, ""),
            record_ids=tuple(row.subject_ids),
            known=tuple(known[one] for one in row.subject_ids if one in known),
        )
        for row in rows
    ]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
