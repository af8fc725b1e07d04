"""Whose vetting or training has run out, or soon does, among those posted to a unit: for whoever leads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.workforce import policies
from caseward.workforce.queries.staff import requirement_title
from caseward.workforce.vocabulary import ADMINISTER, STANDS_FOR, Level


HELD = """
    select user_id, name, role, what, starts_on, ends_on from sec.qualifications_in(%s) order by name, user_id, role
"""
POSTS = "select name from sec.who_posts()"

Had = tuple[UUID, str, str, str | None, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something that an officer's role asks for and that has run out, or does on a day; with no day it is not there.

    `is_his_to_record`: whether the viewer records the next one.
    """

    user_id: UUID
    name: str
    role: str
    what: str
    is_vetting: bool
    ends_on: date | None
    is_over: bool
    is_his_to_record: bool


@query
def lapses_in(*, viewer: Actor, unit_id: UUID, today: date, within: int) -> tuple[Lapse, ...]:
    """Of each officer posted to the unit what no longer counts, or not in so many days; nothing of any other unit."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [unit_id])
        found: list[Had] = cursor.fetchall()
    posted = groupby(found, key=lambda row: row[:3])
    return tuple(one for who, held in posted for one in _lapses(viewer, who, list(held), today, within))


@query
def who_records(*, viewer: Actor) -> tuple[str, ...]:
    """Who records vetting and training, for those who lead somebody; nobody where the viewer does so himself."""
    if viewer.holds_anywhere(ADMINISTER):
        return ()
    with connection.cursor() as cursor:
        cursor.execute(POSTS)
        return tuple(name for (name,) in cursor.fetchall())


def _lapses(
    viewer: Actor, who: tuple[UUID, str, str], held: list[Had], today: date, within: int
) -> Iterator[Lapse]:
    user_id, name, role = who
    records = bool(policies.may_post_other(viewer, user_id))
    wanted = catalogue().role(role, on=today)
    for needed in (*wanted.vetting, *wanted.training):
        is_vetting = needed in Level.values
        counts = {str(one) for one in STANDS_FOR[Level(needed)]} if is_vetting else {needed}
        ends_on = _last(held, counts, today)
        is_over = ends_on is None or ends_on <= today
        if is_over or (ends_on is not None and ends_on <= today + timedelta(days=within)):
            yield Lapse(
                user_id, name, wanted.title, requirement_title(needed), is_vetting, ends_on, is_over, records
            )


def _last(held: Iterable[Had], counts: set[str], today: date) -> date | None:
    """The last day of the best of what counts; one without an end never lapses."""
    ends = [
        ends_on or date.max
        for *_, what, starts_on, ends_on in held
        if what in counts and starts_on is not None and starts_on <= today
    ]
    return max(ends, default=None)
